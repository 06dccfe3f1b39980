"""Every foreign key is led by an index, so that deleting a row above never reads a whole table below."""

import pytest
from django.db import connection

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


def unindexed() -> list[str]:
    """Foreign keys of the database without an index that begins with them."""
    with connection.cursor() as cursor:
        cursor.execute(_UNINDEXED)
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.django_db
def test_every_foreign_key_leads_an_index() -> None:
    assert unindexed() == []


@pytest.mark.django_db
def test_a_foreign_key_without_a_leading_index_is_found() -> None:
    before = unindexed()
    with connection.cursor() as cursor:
        cursor.execute("""
            create temporary table above (id int primary key);
            create temporary table below (
                id int primary key,
                bare int references above,
                second int references above,
                narrow int references above,
                led int references above,
                some int references above
            );
            create index on below (id, second);
            create index on below (narrow) where id > 5;
            create index on below (led, id);
            create index on below (some) where some is not null;
        """)
        cursor.execute(_UNINDEXED.replace("current_schema()::regnamespace", "pg_my_temp_schema()"))
        found = [name for (name,) in cursor.fetchall()]
    assert found == ["below.below_bare_fkey", "below.below_narrow_fkey", "below.below_second_fkey"]
    assert unindexed() == before
