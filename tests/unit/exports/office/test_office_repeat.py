"""The short text is read aloud before an interview, and that is ticked (R24)."""

from datetime import timedelta

import pytest
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.models import ConsentRepeated, Participant
from tests import factories
from tests.consent_texts import edition
from tests.signing import sign_in
from tests.unit.exports.office.test_office import card, opened
from tests.unit.members import own

pytestmark = pytest.mark.django_db


@pytest.fixture
def grethe() -> Participant:
    return factories.consenting(own.someone(language="en"))


@pytest.fixture
def interviewer() -> User:
    return factories.staff(Role.INTERVIEWER, name="Iben Spørger")


@pytest.mark.covers("R24")
def test_it_stands_there_to_read_aloud_and_is_ticked_with_day_and_name(grethe: Participant, interviewer: User) -> None:
    client = sign_in(Client(), interviewer)
    page = opened(client, grethe, "interview")
    assert "Your answers are kept under a number, not under your name." in page  # in the participant's language
    assert "ikke læst højt" in page
    before = clock.now()
    assert not grethe.repetitions.since(before - timedelta(days=1)).exists()  # type: ignore[attr-defined]
    assert client.post(f"{card(grethe)}repeated/", {"text": 1}).headers["Location"] == card(grethe)
    row = ConsentRepeated.objects.get()
    assert (row.participant, row.text.number, row.repeated_by) == (grethe, 1, interviewer)
    assert grethe.repetitions.since(before).exists()  # type: ignore[attr-defined]
    entry = Entry.objects.get(action="consent.repeated")
    assert (entry.actor, entry.subject, entry.purpose) == (interviewer.actor, grethe.actor, "interview")
    page = client.get(card(grethe)).content.decode()
    assert "Læst højt og forstået" in page
    assert "Iben Spørger" in page
    assert "Read the short text aloud to you" in own.signed_in(grethe).get("/mine/").content.decode()


def test_only_the_text_in_force_is_ticked(grethe: Participant, interviewer: User) -> None:
    client = sign_in(Client(), interviewer)
    opened(client, grethe, "interview")
    edition(2, clock.today())
    for sent in ({"text": 1}, {"text": "x"}, {}):
        client.post(f"{card(grethe)}repeated/", sent)
    assert not ConsentRepeated.objects.exists()
    client.post(f"{card(grethe)}repeated/", {"text": 2})
    assert ConsentRepeated.objects.get().text.number == 2


def test_without_a_purpose_nothing_is_ticked(grethe: Participant, interviewer: User) -> None:
    sign_in(Client(), interviewer).post(f"{card(grethe)}repeated/", {"text": 1})
    assert not ConsentRepeated.objects.exists()


def test_who_says_no_to_interviews_is_read_nothing(interviewer: User) -> None:
    participant = factories.consenting(own.someone(), interviews=False)
    office = sign_in(Client(), factories.staff(Role.STUDY_OFFICE))
    assert "repeated/" not in opened(office, participant)
    assert sign_in(Client(), interviewer).post(f"{card(participant)}repeated/", {"text": 1}).status_code == 404
