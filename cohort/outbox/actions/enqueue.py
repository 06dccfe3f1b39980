"""Putting a message into the outbox, in the transaction of what causes it."""

from datetime import datetime

from django.db import transaction

from cohort.common import clock
from cohort.common.nudges import nudge
from cohort.outbox.letters import Letter
from cohort.outbox.models import Message

SEND_TASK = "outbox.send"


class OutsideTransaction(RuntimeError):
    """A message was asked for outside the transaction of what causes it."""


def enqueue(
    *,
    kind: str,
    recipient: str,
    about: str = "",
    step: int = 0,
    due_at: datetime | None = None,
    letter: Letter | None = None,
) -> bool:
    """Add the message unless it is already there; says whether it was added. A worker is nudged after commit.

    A letter is composed when its turn comes; one that cannot be written any more by then is given along.
    Raises OutsideTransaction unless a transaction is open.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(kind)
    now = clock.now()
    _, added = Message.objects.get_or_create(
        kind=kind,
        recipient=recipient,
        about=about,
        step=step,
        defaults={"due_at": due_at or now, "created_at": now, "sealed": letter.to_json() if letter else ""},
    )
    nudge(SEND_TASK)
    return added


def first(*, kind: str, recipient: str) -> Message:
    """As `enqueue` for a recipient who is new and has no message yet: due now, and the caller adds the row."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(kind)
    now = clock.now()
    nudge(SEND_TASK)
    return Message(kind=kind, recipient=recipient, due_at=now, created_at=now)
