"""What is planned, when, for whom, and whether it still goes."""

from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings

from cohort.common import clock
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant, Scope
from cohort.outbox.models import Message
from questionnaires import tasks
from questionnaires.actions import messages, schedule
from questionnaires.models import Assignment, Plan, Response
from tests import factories
from tests.unit.questionnaires.conftest import local

pytestmark = pytest.mark.django_db

ENROLLED = local(3, 20, 10, 30)


def decide(participant: Participant, at: datetime, **choices: bool) -> None:
    text, _ = ConsentText.objects.get_or_create(
        number=900, defaults={"valid_from": "1900-01-01", "content": {}, "checksum": "0" * 64}
    )
    chosen = {Scope(scope): granted for scope, granted in choices.items()}
    with clock.use(lambda: at):
        consent.decide(participant=participant, text=text, choices=chosen, language="da")


def someone(**details: object) -> Participant:
    with clock.use(lambda: ENROLLED):
        staff = factories.staff(of=factories.practice())
        participant = factories.enrolled(by=staff, **details).participant
        schedule.build(participant=participant, by="user:1")
    decide(participant, ENROLLED, questionnaires=True, reminders=True)
    return participant


def plan_at(at: datetime) -> int:
    with clock.use(lambda: at):
        return messages.plan(at=at, by="system:worker")


def assignment(participant: Participant, slug: str) -> Assignment:
    return participant.assignments.get(version__instrument__slug=slug)


def planned(participant: Participant, slug: str) -> list[tuple[str, int]]:
    about = str(assignment(participant, slug).uuid)
    rows = Message.objects.filter(recipient=participant.actor, about=about).order_by("step")
    return list(rows.values_list("kind", "step"))


@pytest.mark.covers("R68")
def test_invitation_and_three_reminders_and_no_more(plan: Plan) -> None:
    participant = someone()
    moments = [local(4, 3, 9), local(4, 7, 9), local(4, 12, 9), local(4, 19, 9)]
    for step, moment in enumerate(moments):
        plan_at(moment - timedelta(seconds=1))
        assert len(planned(participant, "later_one")) == step
        plan_at(moment)
        assert len(planned(participant, "later_one")) == step + 1
    plan_at(local(4, 30))
    assert planned(participant, "later_one") == [
        ("invitation", 0), ("reminder", 1), ("reminder", 2), ("reminder", 3),
    ]  # fmt: skip
    assert assignment(participant, "later_one").next_message_at is None


def test_first_questionnaire_is_only_reminded_of(plan: Plan) -> None:
    participant = someone()
    for day in range(20, 32):
        plan_at(local(3, day, 9))
    assert planned(participant, "first_one") == [("reminder", 1), ("reminder", 2)]


def test_planning_twice_plans_once(plan: Plan) -> None:
    participant = someone()
    with clock.use(lambda: local(4, 3, 9)):
        tasks.plan_messages()
        tasks.plan_messages()
    assert planned(participant, "later_one") == [("invitation", 0)]


def test_message_that_stands_already_does_no_harm(plan: Plan) -> None:
    participant = someone()
    due = assignment(participant, "later_one")
    plan_at(local(4, 3, 9))
    Assignment.objects.filter(pk=due.pk).update(next_step=0, next_message_at=local(4, 3, 9))
    assert plan_at(local(4, 3, 10)) == 0
    assert planned(participant, "later_one") == [("invitation", 0)]


def test_outage_over_several_reminders_sends_one(plan: Plan) -> None:
    participant = someone()
    plan_at(local(4, 14))
    assert planned(participant, "later_one") == [("invitation", 0)]
    due = assignment(participant, "later_one")
    assert (due.next_step, due.next_message_at) == (3, local(4, 19, 9))


def test_reminders_only_for_those_who_want_them(plan: Plan) -> None:
    participant = someone()
    decide(participant, local(4, 4), reminders=False)
    for day in (3, 7, 12, 19):
        plan_at(local(4, day, 9))
    assert planned(participant, "later_one") == [("invitation", 0)]


@pytest.mark.covers("S34")
def test_nothing_is_planned_after_withdrawal(plan: Plan) -> None:
    participant = someone()
    decide(participant, local(4, 2), questionnaires=False)
    for day in (3, 7, 12, 19):
        plan_at(local(4, day, 9))
    assert planned(participant, "later_one") == []


def test_answered_and_closed_are_left_alone(plan: Plan) -> None:
    answered, closed = someone(), someone()
    submit(assignment(answered, "later_one"))
    Assignment.objects.filter(participant=closed).update(state="closed", next_message_at=None)
    plan_at(local(4, 3, 9))
    assert planned(answered, "later_one") == planned(closed, "later_one") == []


def submit(due: Assignment) -> None:
    due.response = Response.objects.create(version=due.version)
    due.state, due.next_message_at = Assignment.State.SUBMITTED, None
    due.save(update_fields=["response", "state", "next_message_at"])


def invitation(participant: Participant) -> Message:
    plan_at(local(4, 3, 9))
    return Message.objects.get(recipient=participant.actor, about=str(assignment(participant, "later_one").uuid))


def wanted(message: Message, at: datetime) -> str:
    with clock.use(lambda: at):
        return messages.wanted(message)


def test_goes_while_nothing_speaks_against_it(plan: Plan) -> None:
    assert wanted(invitation(someone()), local(4, 3, 9, 1)) == ""


def test_reasons_not_to_send(plan: Plan, settings: LazySettings) -> None:
    participant = someone()
    message = invitation(participant)
    now = local(4, 3, 10)
    assert wanted(message, local(5, 1, 9)) == "window_closed"
    plan_at(local(4, 7, 9))
    assert wanted(message, local(4, 7, 9)) == "superseded"
    reminder = Message.objects.get(recipient=participant.actor, about=message.about, step=1)
    decide(participant, now, reminders=False)
    assert wanted(reminder, local(4, 7, 9)) == "reminders_off"
    decide(participant, now + timedelta(minutes=1), questionnaires=False)
    assert wanted(reminder, local(4, 7, 9)) == "withdrawn"
    submit(assignment(participant, "later_one"))
    assert wanted(reminder, local(4, 7, 9)) == "answered"


def test_no_address(plan: Plan, settings: LazySettings) -> None:
    participant = someone(email="", mobile="+45 20 30 40 50")
    message = invitation(participant)
    assert wanted(message, local(4, 3, 9)) == ""
    settings.SMS_MAIL_DOMAIN = ""
    assert wanted(message, local(4, 3, 9)) == "no_address"
    participant.contact.delete()
    assert wanted(message, local(4, 3, 9)) == "no_address"


def test_message_about_nothing_or_about_somebody_else(plan: Plan) -> None:
    participant, other = someone(), someone()
    about = str(assignment(other, "later_one").uuid)
    for wrong in ("", "no-uuid", "00000000-0000-4000-8000-000000000000", about):
        assert messages.wanted(Message(kind="reminder", recipient=participant.actor, about=wrong)) == "unknown"


def test_more_than_one_batch_is_planned_whole(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "BATCH", 2)
    people = [someone() for _ in range(3)]
    assert plan_at(local(4, 3, 9)) == 9
    assert all(planned(one, "later_one") == [("invitation", 0)] for one in people)
