"""The study office's pages: one person at a time, after a purpose, and never an answer."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.exports import tasks
from cohort.members.models import ContactDetails, Erasure, Participant
from cohort.outbox.models import Message
from tests import factories
from tests.signing import sign_in
from tests.unit.exports.person.conftest import CANARIES, EMAIL, NAME, WORDS, Moving, doctor, now, whole

__all__ = ["doctor", "now"]  # fixtures
pytestmark = pytest.mark.django_db
CPR = "1704531234"


@pytest.fixture
def canary(doctor: User, now: Moving) -> Participant:
    participant = whole(doctor)
    now.move(timedelta(minutes=5))
    return participant


@pytest.fixture
def office(canary: Participant) -> Client:
    return sign_in(Client(), factories.staff(Role.STUDY_OFFICE))


def card(participant: Participant) -> str:
    return f"/office/{participant.study_number}/"


def opened(client: Client, participant: Participant, purpose: str = "question") -> str:
    assert client.post(card(participant), {"purpose": purpose}).headers["Location"] == card(participant)
    page = client.get(card(participant))
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {"study_number": "{number}"},
        {"address": EMAIL.upper(), "birth_date": "17-04-1953"},
        {"address": "55 44 33 22", "birth_date": "17041953"},
        {"cpr": "170453-1234"},
    ],
)
def test_one_person_is_found_by_what_is_theirs(office: Client, canary: Participant, typed: dict[str, str]) -> None:
    contact = ContactDetails.objects.get(participant=canary)
    contact.cpr = CPR
    contact.save()
    sent = {name: value.format(number=canary.study_number.lower()) for name, value in typed.items()}
    assert office.get("/office/").status_code == 200
    assert office.post("/office/", sent).headers["Location"] == card(canary)
    entry = Entry.objects.get(action="participants.searched")
    assert entry.detail["found"] is True
    assert not [word for word in (*sent.values(), *CANARIES) if word in f"{entry.detail} {entry.subject}"]


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"study_number": "R0000000-1"},
        {"study_number": "R1234"},
        {"address": EMAIL},
        {"address": EMAIL, "birth_date": "18-04-1953"},
        {"address": "nobody", "birth_date": "17-04-1953"},
        {"address": "a@", "birth_date": "17-04-1953"},
        {"cpr": "170453"},
        {"cpr": "170453-9999"},
    ],
)
def test_a_part_or_somebody_else_finds_nobody(office: Client, typed: dict[str, str]) -> None:
    page = office.post("/office/", typed)
    assert page.status_code == 422
    assert NAME not in page.content.decode()


@pytest.mark.covers("S18")
def test_the_card_opens_after_a_purpose_and_holds_no_answer(office: Client, canary: Participant, now: Moving) -> None:
    before = office.get(card(canary)).content.decode()
    assert NAME not in before
    assert EMAIL not in before
    assert office.post(card(canary), {"purpose": "curiosity"}).status_code == 422
    page = opened(office, canary, "follow_up")
    for words in (NAME, EMAIL, "+4555443322", "17. april 1953"):
        assert words in page
    assert WORDS not in page
    entry = Entry.objects.get(action="participant.read")
    assert (entry.purpose, entry.detail["part"], entry.detail["role"]) == ("follow_up", "card", "study_office")
    now.move(timedelta(minutes=15))
    assert NAME not in office.get(card(canary)).content.decode()


def test_a_purpose_holds_for_one_person(office: Client, canary: Participant, doctor: User) -> None:
    other = factories.enrolled(by=doctor, name="Poul Fremmed").participant
    opened(office, canary)
    assert "Fremmed" not in office.get(card(other)).content.decode()
    for part in ("correct/", "stop/"):
        assert office.get(f"{card(other)}{part}").headers["Location"] == card(other)
    assert office.post(f"{card(other)}data/").headers["Location"] == card(other)


def test_details_are_corrected_and_the_old_address_gets_word(office: Client, canary: Participant) -> None:
    opened(office, canary, "correction")
    form = {"name": "Canary Nyt", "birth_date": "18-04-1953", "email": "new@test.example", "mobile": "", "cpr": ""}
    assert office.get(f"{card(canary)}correct/").status_code == 200
    assert office.post(f"{card(canary)}correct/", form | {"birth_date": "x"}).status_code == 422
    assert office.post(f"{card(canary)}correct/", form | {"cpr": CPR}).status_code == 422
    assert office.post(f"{card(canary)}correct/", form | {"email": ""}).status_code == 422
    assert office.post(f"{card(canary)}correct/", form).headers["Location"] == card(canary)
    contact = ContactDetails.objects.get(participant=canary)
    assert (contact.name, contact.birth_date, contact.email) == ("Canary Nyt", "1953-04-18", "new@test.example")
    assert contact.email_key == ContactDetails.key("email", "new@test.example", date(1953, 4, 18))
    entry = Entry.objects.get(action="contact.corrected")
    assert entry.actor.startswith("user:")
    assert Message.objects.filter(kind="contact_changed").count() == 2


@pytest.mark.covers("S33")
def test_the_office_hands_the_data_over(office: Client, canary: Participant) -> None:
    opened(office, canary, "access")
    response = office.post(f"{card(canary)}data/")
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        together = b"\n".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    assert WORDS in together
    assert NAME in together
    entry = Entry.objects.get(action="data.handed_over")
    assert (entry.subject, entry.purpose, entry.detail["role"]) == (canary.actor, "access", "study_office")


@pytest.mark.covers("R22")
def test_the_office_stops_for_somebody_and_sees_the_certificate(office: Client, canary: Participant) -> None:
    opened(office, canary, "stop")
    assert office.get(f"{card(canary)}stop/").status_code == 200
    assert office.post(f"{card(canary)}stop/", {"choice": "now"}).status_code == 422
    page = office.post(f"{card(canary)}stop/", {"choice": "now", "reason": "relative"}).content.decode()
    erasure = Erasure.objects.get()
    assert str(erasure.uuid) in page
    assert erasure.asked_by.startswith("user:")
    assert Entry.objects.get(action="erasure.asked").detail["reason"] == "relative"
    tasks.erase_participants()
    assert office.get(card(canary)).status_code == 404
    page = office.post("/office/", {"study_number": canary.study_number}).content.decode()
    assert str(erasure.uuid) in page


def test_interviewers_see_those_who_say_yes_and_only_look(office: Client, canary: Participant, doctor: User) -> None:
    silent = factories.consenting(factories.enrolled(by=doctor, name="Poul Tavs").participant, interviews=False)
    interviewer = sign_in(Client(), factories.staff(Role.INTERVIEWER))
    assert interviewer.get(card(silent)).status_code == 404
    assert interviewer.post("/office/", {"study_number": silent.study_number}).status_code == 422
    page = opened(interviewer, canary, "interview")
    assert NAME in page
    for part in ("correct/", "stop/", "data/"):
        assert f"{card(canary)}{part}" not in page
        assert interviewer.post(f"{card(canary)}{part}").status_code == 403
    assert f"{card(canary)}stop/" in opened(office, canary)


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.RESEARCHER, Role.DATA_MANAGER, Role.ADMINISTRATOR])
def test_nobody_else_comes_in(canary: Participant, role: Role) -> None:
    client = sign_in(Client(), factories.staff(role))
    for path in ("/office/", card(canary)):
        assert client.get(path).status_code == 403
        assert client.post(path, {"study_number": canary.study_number}).status_code == 403
