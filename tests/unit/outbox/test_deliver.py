from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from django.conf import LazySettings
from django.core.mail import EmailMessage
from django.db import OperationalError, connection, transaction

from cohort.common import clock
from cohort.outbox.actions import deliver
from cohort.outbox.actions.enqueue import OutsideTransaction, enqueue
from cohort.outbox.letters import Letter
from cohort.outbox.models import Message
from cohort.outbox.models.message import LEASE
from tests.unit.outbox.conftest import Desk, Server

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
State = Message.State


def put(about: str = "a", **changes: object) -> Message:
    return Message.objects.create(kind="note", recipient="participant:x", about=about, **changes)


def send(desk: Desk, at: datetime | None = None) -> int:
    with clock.use(lambda: at or clock.system_time()):
        return deliver.send_due(couriers={"note": desk})


def test_sends_and_forgets_what_it_said(desk: Desk, mailoutbox: list[EmailMessage]) -> None:
    message = put()
    assert send(desk) == 1
    message.refresh_from_db()
    assert (message.state, message.sealed, message.attempts) == (State.SENT, "", 1)
    assert message.settled_at is not None
    mail = mailoutbox[0]
    assert mail.to == ["a@test.example"]
    assert mail.from_email.endswith("<office@study.example>")
    assert mail.extra_headers["Message-ID"] == f"<{message.uuid}@study.example>"
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    assert send(desk) == 0
    assert len(mailoutbox) == 1


def test_leaves_what_is_not_due(desk: Desk, mailoutbox: list[EmailMessage]) -> None:
    put(due_at=clock.now() + timedelta(minutes=1))
    assert send(desk) == 0
    assert not mailoutbox


@pytest.mark.covers("S34")
def test_asks_again_at_the_last_moment(desk: Desk, mailoutbox: list[EmailMessage]) -> None:
    message = put()
    desk.reason = "withdrawn"
    assert send(desk) == 0
    message.refresh_from_db()
    assert (message.state, message.reason, desk.composed) == (State.DROPPED, "withdrawn", 0)
    assert not mailoutbox


def test_what_left_a_dead_worker_goes_again_with_the_same_letter(desk: Desk, mailoutbox: list[EmailMessage]) -> None:
    message = put()
    with clock.use(lambda: NOON + timedelta(days=400)):
        claimed = deliver.claim(couriers={"note": desk})
        assert isinstance(claimed, deliver.Claimed)
    taken = claimed.claimed_at
    assert send(desk, taken + LEASE - timedelta(seconds=1)) == 0
    assert send(desk, taken + LEASE) == 1
    message.refresh_from_db()
    assert (message.state, desk.composed, message.attempts) == (State.SENT, 1, 2)
    assert mailoutbox[0].body == claimed.letter.text


def test_letter_is_sealed_in_the_database(desk: Desk) -> None:
    put()
    deliver.claim(couriers={"note": desk})
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM outbox_message")
        stored = cursor.fetchone()[0]
    assert stored
    assert "test.example" not in stored


def test_broken_message_stops_nobody(
    desk: Desk, mailoutbox: list[EmailMessage], caplog: pytest.LogCaptureFixture
) -> None:
    broken = Message.objects.create(kind="other", recipient="participant:x", due_at=NOON)
    put(due_at=NOON + timedelta(seconds=1))
    other = Desk(fault=ValueError("canary-7f3@example.dk"))
    with clock.use(lambda: NOON + timedelta(minutes=1)), pytest.raises(deliver.BrokenMessages) as raised:
        deliver.send_due(couriers={"note": desk, "other": other})
    assert len(mailoutbox) == 1
    broken.refresh_from_db()
    assert (broken.state, broken.reason) == (State.WAITING, "broken")
    assert broken.due_at == NOON + timedelta(minutes=61)
    assert "canary" not in caplog.text + str(raised.value)
    assert "ValueError" in caplog.text


def test_broken_message_is_given_up_after_five_attempts(desk: Desk, mailoutbox: list[EmailMessage]) -> None:
    message = put(due_at=NOON)
    desk.fault = ValueError("missing template")
    waits = []
    for attempt in range(1, 6):
        at = message.due_at
        with pytest.raises(deliver.BrokenMessages):
            send(desk, at)
        message.refresh_from_db()
        assert (message.attempts, message.reason) == (attempt, "broken")
        waits.append(message.due_at - at)
    assert waits == [*deliver.BROKEN_WAITS, timedelta(0)]
    assert message.state == State.FAILED
    assert message.settled_at is not None
    desk.fault = None
    assert send(desk, NOON + timedelta(days=30)) == 0
    assert not mailoutbox


def test_kind_without_courier_is_put_aside() -> None:
    message = put()
    with pytest.raises(deliver.BrokenMessages):
        deliver.send_due(couriers={})
    message.refresh_from_db()
    assert message.reason == "broken"


def test_letter_that_cannot_be_a_mail_is_put_aside_and_composed_anew(desk: Desk, server: Server) -> None:
    message = put()
    desk_with_newline = Desk()
    desk_with_newline.compose = lambda message: Letter("a@test.example", "x", "two\nlines", "text")  # type: ignore[method-assign]
    with pytest.raises(deliver.BrokenMessages):
        deliver.send_due(couriers={"note": desk_with_newline})
    message.refresh_from_db()
    assert (message.state, message.reason, message.sealed) == (State.WAITING, "broken", "")
    assert send(desk, message.due_at) == 1


def test_database_fault_is_not_the_messages_fault(desk: Desk) -> None:
    message = put()
    desk.fault = OperationalError("gone")
    with pytest.raises(OperationalError):
        send(desk)
    message.refresh_from_db()
    assert (message.state, message.reason) == (State.WAITING, "")


def test_real_conversation_over_one_connection(desk: Desk, server: Server) -> None:
    for name in "abc":
        put(name)
    assert send(desk) == 3
    assert len(server.peers) == 1
    mail = message_from_bytes(server.arrived[0], policy=policy.default)
    assert str(mail["from"]) == "Lægehuset <office@study.example>"
    assert mail.get_content().strip() == "Link nr. 1 æøå"


def test_refused_recipient_is_final(desk: Desk, server: Server) -> None:
    message = put()
    server.recipient = "550 no such user"
    assert send(desk) == 0
    message.refresh_from_db()
    assert (message.state, message.reason, message.sealed) == (State.FAILED, "recipient_550", "")


@pytest.mark.parametrize(
    "answer",
    [
        lambda server: setattr(server, "recipient", "451 later"),
        lambda server: setattr(server, "data", "452 later"),
        lambda server: setattr(server, "data", "554 looks like spam"),
    ],
)
def test_waits_longer_each_time_and_keeps_the_letter(
    desk: Desk, server: Server, answer: Callable[[Server], None]
) -> None:
    message = put(due_at=NOON)
    answer(server)
    at = NOON
    for minutes in (1, 5, 15, 60, 60):
        assert send(desk, at) == 0
        message.refresh_from_db()
        assert (message.state, message.due_at - at) == (State.WAITING, timedelta(minutes=minutes))
        at = message.due_at
    server.recipient = server.data = ""
    assert send(desk, at) == 1
    assert desk.composed == 1
    assert b"Link nr. 1" in server.arrived[0]


def test_mail_server_away_costs_messages_nothing(desk: Desk, server: Server, settings: LazySettings) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    message = put()
    for _ in range(3):
        assert send(desk) == 0
    message.refresh_from_db()
    assert (message.state, message.attempts) == (State.WAITING, 0)
    settings.EMAIL_PORT = port
    assert send(desk) == 1


def test_late_answer_still_counts(desk: Desk, mailoutbox: list[EmailMessage]) -> None:
    """The claim ran out while the letter was under way; it has left all the same."""
    message = put()
    claimed = deliver.claim(couriers={"note": desk})
    assert isinstance(claimed, deliver.Claimed)
    deliver.rescue(at=claimed.claimed_at + LEASE)
    with deliver.Transport() as transport:
        transport.open()
        assert deliver._carry(transport, claimed) == deliver.Outcome.SENT
    message.refresh_from_db()
    assert message.state == State.SENT


def test_failure_of_a_lost_claim_changes_nothing(desk: Desk, server: Server) -> None:
    message = put()
    claimed = deliver.claim(couriers={"note": desk})
    assert isinstance(claimed, deliver.Claimed)
    deliver.rescue(at=claimed.claimed_at + LEASE)
    server.recipient = "550 no such user"
    with deliver.Transport() as transport:
        transport.open()
        deliver._carry(transport, claimed)
    message.refresh_from_db()
    assert (message.state, message.reason) == (State.WAITING, "worker_lost")


@pytest.mark.django_db(transaction=True)
def test_message_is_asked_for_inside_a_transaction_only() -> None:
    with pytest.raises(OutsideTransaction):
        enqueue(kind="note", recipient="participant:x")


@pytest.mark.covers("S42")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_of_a_transaction_that_failed(desk: Desk, mailoutbox: list[EmailMessage]) -> None:
    @transaction.atomic
    def fail() -> None:
        enqueue(kind="note", recipient="participant:x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert send(desk) == 0
    assert not mailoutbox


def test_same_message_is_asked_for_once() -> None:
    assert enqueue(kind="note", recipient="participant:x", about="a", step=1)
    assert not enqueue(kind="note", recipient="participant:x", about="a", step=1)
    assert enqueue(kind="note", recipient="participant:x", about="a", step=2)
