"""Writing the audit."""

import json

from django.db import connection, transaction

from cohort.common import clock

# Without RETURNING: who writes an act need not be one who may read the audit.
INSERT = """
INSERT INTO audit_entry (at, actor, action, subject, purpose, detail, practice)
VALUES (%s, %s, %s, %s, %s, %s::jsonb, %s)
"""


class OutsideTransaction(RuntimeError):
    """An audit row was asked for outside the transaction of the act it describes."""


def record(
    *,
    by: str,
    action: str,
    subject: str,
    purpose: str = "",
    practice: int | None = None,
    **detail: str | int | bool | None,
) -> None:
    """Append one row. `detail` holds codes, counts and numbers: never a name, an address or an answer.

    `practice` is the key of the practice that the act, or its participant, belongs to. Reads have a `purpose`.
    Raises OutsideTransaction unless a transaction is open, so that act and row stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [clock.now(), by, action, subject, purpose, json.dumps(detail), practice])
