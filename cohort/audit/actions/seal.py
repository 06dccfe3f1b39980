"""Giving committed entries their place in the chain. Who writes an entry never waits for it."""

from django.db import connection, transaction

from cohort.audit import chain

BATCH = 10_000
LOCK = 0x5EA1  # of the database: one sealer at a time
TAKE = """
DELETE FROM audit_unsealed
WHERE entry_id IN (SELECT entry_id FROM audit_unsealed ORDER BY entry_id LIMIT %s)
RETURNING entry_id, content
"""


def seal() -> int:
    """Seal what waits, in the order of ids; how many entries. None where another sealer is at work."""
    sealed = 0
    while count := _seal_batch():
        sealed += count
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        # Only now: what the sealer before this one has added is seen from here on.
        cursor.execute("SELECT position, digest FROM audit_link ORDER BY position DESC LIMIT 1")
        position, head = cursor.fetchone() or (0, chain.START)
        cursor.execute(TAKE, [BATCH])
        taken = sorted((entry, bytes(content)) for entry, content in cursor.fetchall())
        digests = []
        for _entry, content in taken:
            head = chain.digest(bytes(head), content)
            digests.append(head)
        cursor.execute(
            "INSERT INTO audit_link (position, entry_id, digest)"
            " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[])",
            [list(range(position + 1, position + 1 + len(taken))), [entry for entry, _content in taken], digests],
        )
    return len(taken)
