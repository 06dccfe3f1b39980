"""Saving and handing in, beneath the pages."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.mail import EmailMessage
from django.db import DatabaseError, transaction
from pytest_django import DjangoAssertNumQueries

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from cohort.outbox.actions import deliver
from cohort.outbox.actions.enqueue import enqueue
from cohort.outbox.models import Message
from questionnaires.actions import answers, packs
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import Assignment, Response, Score
from questionnaires.presenters import mail
from tests import wording
from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import ALL, Person


@pytest.fixture
def person(db: None) -> Person:
    return answering.person()


def save(person: Person, patch: object, language: str = "da") -> list[AnswerFault]:
    return answers.save(assignment=person.assignment, patch=patch, now=clock.now(), how=answers.Manner(language))


def submit(person: Person) -> None:
    answers.submit(assignment=person.assignment, by=person.participant.actor)


def test_a_later_save_is_one_statement(person: Person, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    save(person, {"hurts": 7})
    assignment = person.assignment
    _ = assignment.version.definition
    with django_assert_num_queries(1) as seen:
        answers.save(assignment=assignment, patch={"days": 3}, now=clock.now(), how=answers.Manner("en"))
    assert seen.captured_queries[0]["sql"].startswith("SELECT merge_answers(")
    assert person.answers == {"hurts": 7, "days": 3}


def test_a_stale_copy_of_the_assignment_makes_no_second_response(person: Person) -> None:
    """Two devices that both saw no response: the second save finds the first one's."""
    stale = person.assignment
    save(person, {"hurts": 7})
    answers.save(assignment=stale, patch={"days": 3}, now=clock.now(), how=answers.Manner("da"))
    assert Response.objects.count() == 1
    assert person.answers == {"hurts": 7, "days": 3}


def test_faults_name_the_item_and_the_rest_is_kept(person: Person) -> None:
    faults = save(person, {"hurts": 99, "where": "nowhere", "days": 3, "unknown": 1})
    assert {(fault.item_id, fault.code) for fault in faults} == {
        ("hurts", "out_of_range"),
        ("where", "unknown_option"),
        ("unknown", "unknown_item"),
    }
    assert person.answers == {"days": 3}


def test_only_wrong_values_make_no_response(person: Person) -> None:
    save(person, {"hurts": 99})
    assert person.assignment.response is None


@pytest.mark.parametrize("edge", ["opens_at", "closes_at"])
def test_nothing_is_saved_outside_the_window(person: Person, edge: str) -> None:
    save(person, {"hurts": 7})
    moment = getattr(person.assignment, edge) - (timedelta(seconds=1) if edge == "opens_at" else timedelta(0))
    with pytest.raises(NoLongerOpen):
        answers.save(assignment=person.assignment, patch={"hurts": 1}, now=moment, how=answers.Manner("da"))
    with clock.use(lambda: moment), pytest.raises(NoLongerOpen):
        submit(person)
    assert person.answers == {"hurts": 7}


def test_a_save_that_comes_after_handing_in_is_refused(person: Person) -> None:
    """The second device still holds the assignment as it was."""
    save(person, {"hurts": 7})
    stale = person.assignment
    submit(person)
    with pytest.raises(NoLongerOpen):
        answers.save(assignment=stale, patch={"hurts": 1}, now=clock.now(), how=answers.Manner("da"))
    assert person.answers["hurts"] == 7


def test_handing_in_drops_what_was_hidden_and_marks_what_was_skipped(person: Person) -> None:
    save(person, ALL | {"works": False})
    save(person, {"days": None})
    submit(person)
    assert "job" not in person.answers
    assert "where_text" not in person.answers
    assert person.answers["days"] == {"missing": "s"}
    assert person.assignment.response.trail.keys() == person.answers.keys() - {"days"}


def test_handing_in_without_any_answer_is_possible(person: Person) -> None:
    submit(person)
    assert person.assignment.state == Assignment.State.SUBMITTED
    assert set(map(str, person.answers.values())) == {"{'missing': 's'}"}


def test_what_was_handed_in_is_frozen_by_the_database(person: Person) -> None:
    submit(person)
    with pytest.raises(DatabaseError), transaction.atomic():
        Response.objects.filter(pk=person.assignment.response_id).update(answers={})


@pytest.mark.covers("R68")
def test_handing_in_stops_reminders(person: Person) -> None:
    assignment = person.assignment
    about, me = str(assignment.uuid), person.participant.actor
    with transaction.atomic():
        enqueue(kind="reminder", recipient=me, about=about, step=1)
        enqueue(kind="reminder", recipient=me, about="another", step=1)
    assert assignment.next_message_at is not None
    submit(person)
    assert person.assignment.next_message_at is None
    dropped = Message.objects.get(about=about)
    assert (dropped.state, dropped.reason) == (Message.State.DROPPED, "answered")
    assert dropped.settled_at is not None
    assert Message.objects.get(about="another").state == Message.State.WAITING


def test_a_message_that_is_leaving_while_somebody_hands_in_is_written_down_as_sent(
    person: Person, mailoutbox: list[EmailMessage]
) -> None:
    Message.objects.all().delete()  # the enrolment's
    with transaction.atomic():
        enqueue(kind="reminder", recipient=person.participant.actor, about=str(person.assignment.uuid), step=1)
    claimed = deliver.claim(couriers={"reminder": mail})
    assert isinstance(claimed, deliver.Claimed)
    submit(person)
    with deliver.Transport() as transport:
        transport.open()
        assert deliver._carry(transport, claimed) == deliver.Outcome.SENT
    assert len(mailoutbox) == 1
    message = Message.objects.get(pk=claimed.message.pk)
    assert (message.state, message.reason) == (Message.State.SENT, "")


def test_handing_in_twice_writes_once(person: Person) -> None:
    stale = person.assignment
    submit(person)
    answers.submit(assignment=stale, by=person.participant.actor)
    rows = Entry.objects.filter(action="response.submitted")
    assert [(row.actor, row.subject) for row in rows] == [(person.participant.actor, person.participant.actor)]
    assert rows[0].detail["unanswered"] == len(person.answers)


@pytest.fixture
def rmdq(db: None) -> Iterator[Person]:
    """A questionnaire that is scored, before any pack: positions of RMDQ, which wait for their words."""
    rows = """
          - positions: {prefix: rmdq_, count: 24, digits: 2, type: boolean}
            label: {da: "Punkt {n}", en: "Position {n}"}
            tick: true
            pack: rmdq
"""
    original = answering.EVERYTHING
    answering.EVERYTHING = original.rstrip() + rows
    yield answering.person()
    answering.EVERYTHING = original


def test_what_waits_for_its_words_is_refused_and_never_scored(rmdq: Person) -> None:
    """Nobody can have read it, so a request that answers it was made up."""
    faults = save(rmdq, {"hurts": 7, "rmdq_02": None} | {f"rmdq_{n:02d}": True for n in range(5, 25)})
    assert {(fault.item_id, fault.code) for fault in faults} == {
        (f"rmdq_{n:02d}", "unknown_item") for n in (2, *range(5, 25))
    }
    assert rmdq.answers == {"hurts": 7}
    submit(rmdq)
    assert not Score.objects.exists()


def test_an_answer_stays_when_its_words_are_gone_and_cannot_be_changed(rmdq: Person) -> None:
    pack = packs.add(text=wording.pack("rmdq"), by="user:1")
    assert not save(rmdq, {"rmdq_01": True})
    packs.end(pack=pack, by="user:1")
    for value in (False, None):
        assert [fault.code for fault in save(rmdq, {"rmdq_01": value})] == ["unknown_item"]
    assert rmdq.answers == {"rmdq_01": True}


def test_handing_in_scores_what_can_be_scored(rmdq: Person) -> None:
    packs.add(text=wording.pack("rmdq"), by="user:1")
    save(rmdq, {f"rmdq_{n:02d}": n <= 9 for n in range(1, 25)})
    submit(rmdq)
    score = Score.objects.get(response=rmdq.assignment.response)
    assert (score.name, score.value, score.band, score.answered) == ("rmdq", Decimal(9), "relevant", 24)


def test_a_failing_audit_leaves_nothing_handed_in(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("no audit")

    save(person, ALL)
    monkeypatch.setattr(answers, "record", fail)
    with pytest.raises(RuntimeError):
        submit(person)
    assert person.assignment.state == Assignment.State.OPEN
    assert person.assignment.response.submitted_at is None
