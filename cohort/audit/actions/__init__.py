"""Writing the audit."""

from django.db import transaction

from cohort.audit.models import Entry


class OutsideTransaction(RuntimeError):
    """An audit row was asked for outside the transaction of the act it describes."""


def record(*, by: str, action: str, subject: str, purpose: str = "", **detail: str | int | bool | None) -> None:
    """Append one row. `detail` holds codes, counts and numbers: never a name, an address or an answer.

    Raises OutsideTransaction unless a transaction is open, so that act and row stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    Entry.objects.create(actor=by, action=action, subject=subject, purpose=purpose, detail=detail)
