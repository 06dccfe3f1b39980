"""Reading the audit as a whole, from its first row to its last."""

from collections.abc import Iterator

from django.db import connection, transaction

from cohort.audit.chain import Row

FETCHED = 10_000  # rows at a time
# One statement sees one moment: entries that are written or sealed meanwhile do not count as missing.
ROWS = """
SELECT l.position, l.entry_id, l.digest, e.id, CASE WHEN e.id IS NOT NULL THEN audit_content(e) END,
    u.entry_id IS NOT NULL
FROM audit_link l
FULL JOIN audit_entry e ON e.id = l.entry_id
LEFT JOIN audit_unsealed u ON u.entry_id = e.id
ORDER BY l.position NULLS LAST, e.id
"""


@transaction.atomic
def size() -> int:
    """About how many rows there are, at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = 'audit_entry'::regclass")
        return int(cursor.fetchone()[0])


def stream() -> Iterator[Row]:
    """Every position of the chain and every entry, in order, a few at a time. Wants an open transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '128MB'")
    with connection.chunked_cursor() as cursor:
        cursor.execute(ROWS)
        while rows := cursor.fetchmany(FETCHED):
            yield from map(Row._make, rows)
