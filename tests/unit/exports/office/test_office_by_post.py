"""Somebody without e-mail or smartphone: consent on paper or by phone, the same plan, and no message."""

import io
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.actions import contact
from cohort.members.models import Participant, Scope
from cohort.outbox.models import Message
from questionnaires.actions import messages
from questionnaires.models import Assignment
from tests import factories
from tests.signing import sign_in
from tests.unit.exports.person.conftest import Moving, doctor, now

__all__ = ["doctor", "now"]  # fixtures
pytestmark = pytest.mark.django_db
YES = {scope.value: "yes" for scope in Scope}


@pytest.fixture
def person(doctor: User, now: Moving) -> Participant:
    """Enrolled with a telephone and an address, which is all they have."""
    participant = factories.enrolled(by=doctor).participant
    contact.correct(
        participant=participant,
        name="Grethe Lyngsøe",
        email="",
        mobile="",
        phone="+4575123456",
        address="Åvej 3\n7100 Vejle",
        by="system:test",
    )
    contact.change_way(participant=participant, way=Participant.Way.OFFICE, by="system:test")
    Message.objects.all().delete()
    return participant


@pytest.fixture
def office(person: Participant) -> Client:
    client = sign_in(Client(), factories.staff(Role.STUDY_OFFICE))
    client.post(f"/office/{person.study_number}/", {"purpose": "follow_up"})
    return client


def agree(office: Client, person: Participant, now: Moving, **given: str) -> int:
    sent = {"mode": "phone", "decided_on": f"{clock.today():%d-%m-%Y}", **YES} | given
    return office.post(f"/office/{person.study_number}/consent/", sent).status_code


@pytest.mark.covers("R70")
def test_consent_by_phone_begins_the_same_plan_and_sends_nothing(
    office: Client, person: Participant, doctor: User, now: Moving
) -> None:
    online = factories.consenting(factories.enrolled(by=doctor, name="Ida Bech").participant)
    assert agree(office, person, now, diary="no") == 302
    assert person.allows(Scope.QUESTIONNAIRES)
    assert not person.allows(Scope.DIARY)
    entry = Entry.objects.get(action="consent.decided", subject=person.actor)
    assert entry.actor.startswith("user:")
    assert entry.detail["mode"] == "phone"
    planned = [
        [
            (one.version_id, one.opens_at, one.closes_at)
            for one in Assignment.objects.filter(participant=who).order_by("opens_at", "version")
        ]
        for who in (person, online)
    ]
    assert planned[0] == planned[1]
    assert planned[0]
    messages.plan(at=clock.now() + timedelta(days=20), by="system:test")
    sent_to = set(Message.objects.values_list("recipient", flat=True))
    assert person.actor not in sent_to
    assert online.actor in sent_to


def test_what_waits_is_dropped_when_somebody_turns_to_paper_and_comes_again_when_they_turn_back(
    doctor: User, now: Moving
) -> None:
    online = factories.consenting(factories.enrolled(by=doctor).participant)
    messages.plan(at=clock.now() + timedelta(days=4), by="system:test")
    waiting = Message.objects.filter(recipient=online.actor, kind=messages.INVITATION)
    assert waiting.unsent().count() == 1
    assert contact.change_way(participant=online, way=Participant.Way.OFFICE, by="system:test")
    assert not contact.change_way(participant=online, way=Participant.Way.OFFICE, by="system:test")
    assert [one.reason for one in waiting] == ["by_phone_and_paper"]
    contact.change_way(participant=online, way=Participant.Way.ONLINE, by="system:test")
    messages.plan(at=clock.now() + timedelta(days=8), by="system:test")
    assert Message.objects.filter(recipient=online.actor, kind=messages.REMINDER).unsent().count() == 1


def test_a_consent_with_a_gap_says_which_and_writes_nothing(office: Client, person: Participant, now: Moving) -> None:
    given = {"mode": "", "decided_on": "31-02-2026"}
    assert agree(office, person, now, **given) == 422
    sent = {key: value for key, value in YES.items() if key != "record"} | {"mode": "paper", "decided_on": "02-03-2026"}
    page = office.post(f"/office/{person.study_number}/consent/", sent)
    assert page.status_code == 422
    assert 'href="#record"' in page.content.decode()
    assert not person.consents.exists()


def test_the_consent_is_printed_with_boxes_in_their_language(office: Client, person: Participant) -> None:
    answer = office.get(f"/office/{person.study_number}/consent/paper/")
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(b"".join(answer)))  # type: ignore[arg-type]
    words = " ".join(page.extract_text() for page in reader.pages)
    assert person.study_number in words
    assert "Det er frivilligt" in words
    assert "Lyngsøe" not in words
    assert Entry.objects.filter(action="participant.read", detail__part="paper").count() == 1


def test_the_list_says_whom_to_call_and_what_to_send(office: Client, person: Participant, now: Moving) -> None:
    page = office.get("/office/by-post/").content.decode()
    assert "Grethe Lyngsøe" in page
    assert "+4575123456" in page
    agree(office, person, now)
    page = office.get("/office/by-post/")
    people = page.context["people"]
    assert [one.participant for one in people.to_send] == [person]
    assert people.to_send[0].open
    assert not people.to_ask
    now.move(timedelta(minutes=5))
    agree(office, person, now, questionnaires="no")
    people = office.get("/office/by-post/").context["people"]
    assert not (people.to_ask)
    assert not (people.to_send)
    assert not (people.waiting)


def test_without_any_way_to_write_nobody_is_online(office: Client, person: Participant) -> None:
    sent = {
        "name": "Grethe Lyngsøe",
        "birth_date": "17-04-1953",
        "way": "online",
        "phone": "75 12 34 56",
        "address": "Åvej 3",
    }
    answer = office.post(f"/office/{person.study_number}/correct/", sent)
    assert answer.status_code == 422
    assert "way" in answer.context["form"].errors
    assert office.post(f"/office/{person.study_number}/correct/", sent | {"way": "office"}).status_code == 302
    person.refresh_from_db()
    assert (person.way, person.contact.phone) == ("office", "75 12 34 56")
