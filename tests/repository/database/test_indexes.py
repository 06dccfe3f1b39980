"""Every foreign key is led by an index, so that deleting a row above never reads a whole table below."""

import psycopg

from tests.plugins.databases import Database

# A foreign key whose columns are not the first ones (in any order) of an index over all its rows; the index
# may leave out rows in which the key is null.
_UNINDEXED = """
select constraints.conrelid::regclass || '.' || constraints.conname
from pg_constraint as constraints
join pg_class as tables on tables.oid = constraints.conrelid
where constraints.contype = 'f'
  and tables.relnamespace = current_schema()::regnamespace
  and not exists (
    select from pg_index as indexes
    where indexes.indrelid = constraints.conrelid
      and indexes.indisvalid
      and (indexes.indkey::int2[])[0:cardinality(constraints.conkey) - 1] @> constraints.conkey
      and (
        indexes.indpred is null
        or pg_get_expr(indexes.indpred, indexes.indrelid) in (
          select '(' || quote_ident(columns.attname) || ' IS NOT NULL)'
          from pg_attribute as columns
          where columns.attrelid = constraints.conrelid and columns.attnum = any (constraints.conkey)
        )
      )
  )
order by 1
"""


def unindexed(database: Database) -> list[str]:
    """Foreign keys of the database without an index that begins with them."""
    with psycopg.connect(database.owner) as connection:
        return [name for (name,) in connection.execute(_UNINDEXED)]


def test_every_foreign_key_leads_an_index(fresh_database: Database) -> None:
    assert unindexed(fresh_database) == []


def test_a_foreign_key_without_a_leading_index_is_found(fresh_database: Database) -> None:
    with psycopg.connect(fresh_database.owner) as connection:
        connection.execute("""
            create table above (id int primary key);
            create table below (
                id int primary key,
                bare int references above,
                second int references above,
                narrow int references above,
                led int references above,
                partly int references above
            );
            create index on below (id, second);
            create index on below (narrow) where id > 5;
            create index on below (led, id);
            create index on below (partly) where partly is not null;
        """)
    assert unindexed(fresh_database) == [
        "below.below_bare_fkey",
        "below.below_narrow_fkey",
        "below.below_second_fkey",
    ]
