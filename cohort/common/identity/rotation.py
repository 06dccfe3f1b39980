"""Sealing again, under the first of FIELD_KEYS, what was sealed under another: beside everything that runs.

Nothing records how far it came: each value tells itself which key opens it. So it may be killed and started again,
run twice or side by side. A row that somebody holds is left for later, a row that changed meanwhile is not
overwritten.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from cryptography.fernet import InvalidToken
from django.apps import apps
from django.db import connection, models, transaction
from psycopg import sql

from cohort.common import sealing
from cohort.common.fields import SealedBinaryField, SealedTextField

# A Fernet token inside JSON: version byte 128 and a time before the year 2106.
TOKEN = re.compile(r"gAAAA[A-Za-z0-9_-]{94,}={0,2}")
Values = Sequence[Any]


@dataclass(frozen=True)
class Column:
    name: str
    type: str  # text, bytea or jsonb

    def tokens(self, value: Any) -> list[bytes]:
        """The sealed values in one value of this column; none in what is empty."""
        if not value:
            return []
        if self.type == "jsonb":
            return [found.encode() for found in TOKEN.findall(value)]
        return [bytes(value) if self.type == "bytea" else value.encode()]

    def again(self, value: Any) -> Any:
        """The value under the first key; raises InvalidToken where no key fits."""
        if not value:
            return value
        if self.type == "jsonb":
            return TOKEN.sub(lambda found: sealing.seal_again(found[0].encode()).decode(), value)
        sealed = sealing.seal_again(self.tokens(value)[0])
        return sealed if self.type == "bytea" else sealed.decode()


@dataclass(frozen=True)
class Table:
    name: str
    key: str
    key_type: str
    columns: tuple[Column, ...]

    @property
    def batch(self) -> int:
        """Rows read and written at once; documents are large."""
        return 50 if any(column.type == "bytea" for column in self.columns) else 500


@dataclass
class Count:
    """What became of a table's rows."""

    newest: int = 0  # under the first key already, or with nothing sealed in them
    again: int = 0  # sealed again just now
    left: int = 0  # need another key than the first: held by somebody, or only counted
    unreadable: list[str] = field(default_factory=list)  # primary keys of rows that no key opens

    @property
    def rows(self) -> int:
        return self.newest + self.again + self.left + len(self.unreadable)


def tables(within: Sequence[str] = ()) -> list[Table]:
    """Every table with sealed columns. `within`: "app.Model.field" of JSON in which others keep sealed values."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed or model._meta.proxy:
            continue
        fields = model._meta.local_concrete_fields
        columns = tuple(Column(one.column or "", kind) for one in fields if (kind := _kind(one, within)))
        if columns:
            key = model._meta.pk
            found.append(Table(model._meta.db_table, key.column or "", key.rel_db_type(connection) or "", columns))
    return found


def _kind(field: "models.Field[Any, Any]", within: Sequence[str]) -> str:
    if isinstance(field, SealedBinaryField):
        return "bytea"
    if isinstance(field, SealedTextField):
        return "text"
    return "jsonb" if f"{field.model._meta.label}.{field.name}" in within else ""


def sees_all(table: Table) -> bool:
    """Whether the database's role reaches every row of the table, and not those of some people only.

    A role that does not would find everything in order, and the key of all the others would be thrown away.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT row_security_active(%(table)s::regclass)"
            " OR EXISTS (SELECT FROM pg_policy, unnest(polroles) role"
            " WHERE polrelid = %(table)s::regclass AND polcmd = '*'"
            " AND (role = 0 OR pg_has_role(current_user, role, 'USAGE')))",
            {"table": f'"{table.name}"'},
        )
        return bool(cursor.fetchone()[0])


def size(table: Table) -> int:
    """How many rows the table has, for the bar."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table.name)))
        return int(cursor.fetchone()[0])


def rotate(
    table: Table, *, batch: int = 0, write: bool = True, progress: Callable[[Count], None] = lambda count: None
) -> Count:
    """Seal one table's rows again, or with `write=False` only count them."""
    count = Count()
    for rows in _batches(table, batch or table.batch):
        stale: list[tuple[Any, Values, Values]] = []
        for key, *values in rows:
            try:
                again = _again(table, values)
            except InvalidToken:
                count.unreadable.append(str(key))
                continue
            if again is None:
                count.newest += 1
            else:
                stale.append((key, values, again))
        done = exchange(table, stale) if stale and write else 0
        count.again += done
        count.left += len(stale) - done
        progress(count)
    return count


def _again(table: Table, values: Values) -> Values | None:
    """The row's values under the first key; None where they are already."""
    pairs = list(zip(table.columns, values, strict=True))
    stale = [not all(map(sealing.is_newest, column.tokens(value))) for column, value in pairs]
    if not any(stale):
        return None
    return [column.again(value) if old else value for (column, value), old in zip(pairs, stale, strict=True)]


def _batches(table: Table, batch: int) -> Iterator[list[tuple[Any, ...]]]:
    """All rows in the order of their key, each batch in a transaction of its own."""
    names = sql.SQL(", ").join(
        sql.SQL("{}::text" if column.type == "jsonb" else "{}").format(sql.Identifier(column.name))
        for column in table.columns
    )
    query = sql.SQL("SELECT {key}, {names} FROM {table} WHERE {after} ORDER BY {key} LIMIT {batch}")
    last: Any = None
    while True:
        after = sql.SQL("true") if last is None else sql.SQL("{} > {}").format(sql.Identifier(table.key), last)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                query.format(
                    key=sql.Identifier(table.key),
                    names=names,
                    table=sql.Identifier(table.name),
                    after=after,
                    batch=batch,
                )
            )
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield rows


def exchange(table: Table, stale: Sequence[tuple[Any, Values, Values]]) -> int:
    """Put the new values where the old ones still stand and nobody holds the row; how many rows that were.

    `stale`: key, old values and new values of each row, in the order of the table's columns.
    """
    columns = [(sql.Identifier(column.name), f"old{at}", f"new{at}", column) for at, column in enumerate(table.columns)]
    arrays: list[sql.Composable] = [sql.SQL("%s::{}[]").format(sql.SQL(table.key_type))]
    names = [sql.SQL("key")]
    for _name, old, new, column in columns:
        kind = sql.SQL("%s::bytea[]" if column.type == "bytea" else "%s::text[]")
        arrays += [kind, kind]
        names += [sql.SQL(old), sql.SQL(new)]
    same = sql.SQL(" AND ").join(
        sql.SQL("place.{}{} IS NOT DISTINCT FROM given.{}").format(
            name, sql.SQL("::text" if column.type == "jsonb" else ""), sql.SQL(old)
        )
        for name, old, _new, column in columns
    )
    changes = sql.SQL(", ").join(
        sql.SQL("{} = given.{}::{}").format(name, sql.SQL(new), sql.SQL(column.type))
        for name, _old, new, column in columns
    )
    query = sql.SQL(
        "WITH given AS (SELECT * FROM unnest({arrays}) AS given({names})), free AS ("
        " SELECT place.{key} FROM {table} place JOIN given ON place.{key} = given.key"
        " WHERE {same} FOR NO KEY UPDATE OF place SKIP LOCKED)"
        " UPDATE {table} place SET {changes} FROM given"
        " WHERE place.{key} = given.key AND place.{key} IN (SELECT {key} FROM free) AND {same}"
    ).format(
        arrays=sql.SQL(", ").join(arrays),
        names=sql.SQL(", ").join(names),
        key=sql.Identifier(table.key),
        table=sql.Identifier(table.name),
        same=same,
        changes=changes,
    )
    values: list[list[Any]] = [[key for key, _old, _new in stale]]
    for at in range(len(columns)):
        values += [[old[at] for _key, old, _new in stale], [new[at] for _key, _old, new in stale]]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(query, values)
        return int(cursor.rowcount)
