"""Writing the audit."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection, transaction

from cohort.common import clock

# Without RETURNING: who writes an act need not be one who may read the audit.
INSERT = """
INSERT INTO audit_entry (at, actor, action, subject, purpose, detail, practice)
VALUES """
ROW = "(%s, %s, %s, %s, %s, %s::jsonb, %s)"
_waiting: ContextVar[list[Any] | None] = ContextVar("acts that wait to be written together", default=None)


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
    row = [clock.now(), by, action, subject, purpose, json.dumps(detail), practice]
    waiting = _waiting.get()
    if waiting is None:
        _write(row)
    else:
        waiting += row


@contextmanager
def together() -> Iterator[None]:
    """Write what is recorded in this block at its end, in one statement. The block lies within one transaction."""
    if _waiting.get() is not None:  # the block around this one writes
        yield
        return
    rows: list[Any] = []
    token = _waiting.set(rows)
    try:
        yield
    finally:
        _waiting.reset(token)
    if rows:
        _write(rows)


def _write(values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT + ", ".join([ROW] * (len(values) // ROW.count("%s"))), values)
