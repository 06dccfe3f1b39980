"""Sending what is due: take one message, mark it, commit, send, settle, next.

Exactly once is impossible over SMTP, because the server's answer can be lost after it accepted. So nothing is
lost, and a rare repeat carries the same link and the same Message-ID.
"""

import logging
import time
import traceback
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from django.db import InterfaceError, OperationalError, transaction

from cohort.common import clock
from cohort.outbox.letters import Courier, Letter
from cohort.outbox.mail import Refused, Transport, TriedInVain, Unreachable
from cohort.outbox.models import Message, MessageQuerySet

logger = logging.getLogger(__name__)

# Between two attempts at one message; the last one again and again, until it is no longer wanted.
WAITS = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
# After a message could not be composed, or its letter is no mail. Long enough for a fault in a release to be mended;
# after the attempt that follows the last one it is settled as failed.
BROKEN_WAITS = (timedelta(hours=1), timedelta(hours=3), timedelta(hours=12), timedelta(hours=24))
BATCH_SECONDS = 120.0


class BrokenMessages(Exception):
    """Some messages could not be composed; they were put aside or given up, and the others were sent."""


@dataclass(frozen=True)
class Claimed:
    """A message in flight with its letter. `claimed_at` shows later whether it is still ours."""

    message: Message
    claimed_at: datetime
    letter: Letter


class Outcome(Enum):
    NOTHING_DUE = auto()
    DROPPED = auto()
    BROKEN = auto()
    LATER = auto()
    FAILED = auto()
    SENT = auto()


def send_due(*, couriers: Mapping[str, Courier], limit: int = 2000) -> int:
    """Send what is due, at most `limit` messages or for two minutes; how many have left.

    Several workers may do this at once. Ends early when the mail server is away: its messages stay due.
    Raises BrokenMessages after the last message when some could not be composed.
    """
    rescue(at=clock.now())
    if not is_anything_due(at=clock.now()):
        return 0
    until = time.monotonic() + BATCH_SECONDS
    outcomes: Counter[Outcome] = Counter()
    with Transport() as transport:
        while outcomes.total() < limit and time.monotonic() < until:
            try:
                transport.open()
            except Unreachable as error:
                logger.warning("the mail server is away (%s); messages wait", error)
                break
            claimed = claim(couriers=couriers)
            if claimed is Outcome.NOTHING_DUE:
                break
            outcomes[_carry(transport, claimed) if isinstance(claimed, Claimed) else claimed] += 1
    if broken := outcomes[Outcome.BROKEN]:
        raise BrokenMessages(f"{broken} messages could not be composed or sent; see the log")
    return outcomes[Outcome.SENT]


@transaction.atomic
def is_anything_due(*, at: datetime) -> bool:
    """Asked in a transaction of its own: outside one, nobody's messages are reached."""
    return Message.objects.due(at).exists()


@transaction.atomic
def rescue(*, at: datetime) -> int:
    """Messages whose worker is gone wait again, with their letter; how many."""
    return Message.objects.abandoned(at).update(
        state=Message.State.WAITING, claimed_at=None, due_at=at, reason="worker_lost"
    )


@transaction.atomic
def claim(*, couriers: Mapping[str, Courier]) -> Claimed | Outcome:
    """Take the message that has waited longest and mark it in flight, with its letter sealed beside it.

    It is dropped where its courier does not want it any more, and put aside where it cannot be composed.
    """
    message = (
        Message.objects.due(clock.now())
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("due_at")  # and nothing else: the index gives the first of 200,000 at once
        .first()
    )
    if message is None:
        return Outcome.NOTHING_DUE
    row = Message.objects.filter(pk=message.pk)
    try:
        with transaction.atomic():
            courier = couriers[message.kind]
            if reason := courier.wanted(message):
                _settle(row, Message.State.DROPPED, reason)
                return Outcome.DROPPED
            # An earlier attempt's letter goes again as it is, with the same link.
            letter = Letter.from_json(message.sealed) if message.sealed else courier.compose(message)
    except (OperationalError, InterfaceError):
        raise  # the database, not the message
    except Exception as error:
        message.attempts += 1
        return _put_aside(row, message, error)
    now = clock.now()
    message.sealed = letter.to_json()
    message.state, message.claimed_at, message.attempts = Message.State.IN_FLIGHT, now, message.attempts + 1
    message.save(update_fields=["sealed", "state", "claimed_at", "attempts"])
    return Claimed(message, now, letter)


def _carry(transport: Transport, claimed: Claimed) -> Outcome:
    """Send a claimed message and write down what came of it, in a transaction of its own."""
    message = claimed.message
    # Empty when the claim ran out and another worker has the message: then what becomes of it is theirs to say.
    ours = Message.objects.filter(pk=message.pk, state=Message.State.IN_FLIGHT, claimed_at=claimed.claimed_at)
    try:
        transport.send(claimed.letter, message.uuid)
    except Refused as refusal:
        _settle(ours, Message.State.FAILED, refusal.reason)
        return Outcome.FAILED
    except TriedInVain as trial:
        _wait(ours, WAITS[min(message.attempts, len(WAITS)) - 1], trial.reason)
        return Outcome.LATER
    except Exception as error:
        return _put_aside(ours, message, error)
    # Sent is sent, whoever has the claim now: it need not leave again.
    _settle(Message.objects.unsent().filter(pk=message.pk), Message.State.SENT, "")
    return Outcome.SENT


@transaction.atomic
def _settle(row: MessageQuerySet, state: Message.State, reason: str) -> None:
    row.update(state=state, settled_at=clock.now(), sealed="", reason=reason)


@transaction.atomic
def _wait(row: MessageQuerySet, wait: timedelta, reason: str, **changes: str | int) -> None:
    row.update(state=Message.State.WAITING, claimed_at=None, due_at=clock.now() + wait, reason=reason, **changes)


@transaction.atomic
def _put_aside(row: MessageQuerySet, message: Message, error: Exception) -> Outcome:
    """Out of the way of the others; after 5 attempts, this one among them, for good.

    The log gets places in the code, not the fault's text: that may name people.
    """
    place = "".join(traceback.format_tb(error.__traceback__))
    logger.error("message %s (%s) is broken: %s\n%s", message.pk, message.kind, type(error).__name__, place)
    if message.attempts > len(BROKEN_WAITS):
        row.update(attempts=message.attempts)
        _settle(row, Message.State.FAILED, "broken")
    else:
        _wait(row, BROKEN_WAITS[message.attempts - 1], "broken", sealed="", attempts=message.attempts)
    return Outcome.BROKEN
