"""The study office types in what somebody answered on paper or by phone, and never over what they said themselves."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common.errors import NoLongerOpen, Refusal
from cohort.exports.presenters import entry
from cohort.members.models import Participant
from cohort.outbox.models import Message
from pathways.presenters import own_looks
from questionnaires.actions import answers as answering
from questionnaires.actions import closing, entering, load
from questionnaires.models import Assignment, Response
from tests import factories
from tests.signing import sign_in
from tests.unit.exports.person.conftest import Moving, doctor, now
from tests.unit.questionnaires.answering import EVERYTHING, PLAN

__all__ = ["doctor", "now"]  # fixtures
pytestmark = pytest.mark.django_db
HOW = {"mode": "paper", "language": "da", "answered_on": "03-03-2026"}
SHOWN = ("works", "hurts", "job", "where", "where_text", "helps", "days", "weight", "since", "talk")
TYPED = {"works": "true", "hurts": "0", "job": "Tømrer", "helps": ["walk", "rest"], "days": "3", "weight": "71,5"}


@pytest.fixture
def person(doctor: User, now: Moving) -> Participant:
    load.load(EVERYTHING, by="system:test")
    load.load_plan(PLAN, by="system:test")
    participant = factories.consenting(factories.enrolled(by=doctor).participant)
    now.move(timedelta(days=2))
    return participant


@pytest.fixture
def officer(person: Participant) -> User:
    return factories.staff(Role.STUDY_OFFICE)


@pytest.fixture
def office(officer: User, person: Participant) -> Client:
    return again(officer, person)


def again(officer: User, person: Participant) -> Client:
    """The office at this person's card, having said why."""
    client = sign_in(Client(), officer)
    client.post(f"/office/{person.study_number}/", {"purpose": "follow_up"})
    return client


def assignment(person: Participant) -> Assignment:
    return Assignment.objects.select_related("response", "version__instrument").get(participant=person)


def listed(person: Participant) -> str:
    return f"/office/{person.study_number}/answers/"


def form(person: Participant) -> str:
    return f"{listed(person)}{assignment(person).uuid}/"


def send(office: Client, person: Participant, go: str = "later", **fields: Any) -> HttpResponse:
    return office.post(form(person), HOW | {"shown": SHOWN, "go": go} | fields)  # type: ignore[return-value]


def on_the_web(person: Participant, now: Moving, **patch: object) -> None:
    answering.save(assignment=assignment(person), patch=patch, now=now(), how=answering.Manner("en"))


def test_the_list_says_in_words_what_can_be_typed_in(office: Client, person: Participant, now: Moving) -> None:
    page = office.get(listed(person)).content.decode()
    assert "Åbent til og med 30. marts 2026" in page
    assert form(person) in page
    assert listed(person) in office.get(f"/office/{person.study_number}/").content.decode()


@pytest.mark.covers("R70")
def test_paper_is_typed_in_saved_and_handed_in(office: Client, officer: User, person: Participant, now: Moving) -> None:
    assert office.get(form(person)).status_code == 200
    saved = send(office, person, **TYPED)
    assert saved.headers["Location"] == f"{form(person)}?language=da"
    response = assignment(person).response
    assert response is not None
    assert response.answers == {
        "works": True,
        "hurts": 0,
        "job": "Tømrer",
        "helps": ["walk", "rest"],
        "days": 3,
        "weight": 71.5,
        "talk": False,
    }
    step = response.trail["hurts"]
    assert (step["mode"], step["lang"], step["on"]) == ("paper", "da", "2026-03-03")
    again = office.get(form(person)).content.decode()
    assert "Tømrer" in again
    assert 'value="03-03-2026"' in again
    assert send(office, person, "submit", **TYPED | {"hurts": "~d"}).headers["Location"] == listed(person)
    done = assignment(person)
    assert done.state == Assignment.State.SUBMITTED
    assert done.response is not None
    assert done.response.answers["hurts"] == {"missing": "d"}
    assert done.response.answers["where"] == {"missing": "s"}
    entered = Entry.objects.filter(action="response.entered").latest("pk")
    handed = Entry.objects.get(action="response.submitted")
    for one in (entered, handed):
        assert (one.actor, one.subject, one.purpose) == (officer.actor, person.actor, "follow_up")
        assert (one.detail["mode"], one.detail["role"]) == ("paper", "study_office")
    assert not Message.objects.filter(recipient=person.actor, about=str(done.uuid), state="waiting").exists()
    told = [look.what for look in own_looks.looks(person)]
    assert "Skrev de svar ind, som du gav på papir eller i telefonen" in told
    assert "Sendte de svar ind, som du gav på papir eller i telefonen" in told
    assert "Åbnede et skema for at skrive dine svar ind" in told
    refused = send(office, person, days="9")  # handed in stays handed in, and is not shown again
    assert refused.status_code == 422
    assert "Tømrer" not in refused.content.decode()


@pytest.mark.covers("R70")
def test_by_phone_a_spoken_yes_is_noted(office: Client, person: Participant) -> None:
    page = send(office, person, **TYPED | {"mode": "phone"})
    assert page.status_code == 422
    assert "Spørg, om du må skrive svarene ind" in page.content.decode()
    assert "Tømrer" in page.content.decode()
    assert assignment(person).response is None
    assert send(office, person, **TYPED | {"mode": "phone", "agreed": "on"}).status_code == 302
    response = assignment(person).response
    assert response is not None
    assert response.trail["job"]["mode"] == "phone"


def test_nothing_typed_is_lost_on_a_fault(office: Client, person: Participant) -> None:
    wrong = TYPED | {"days": "mange", "where_text": "Skulder <b>", "helps": ["rest"], "hurts": "~p", "where": "other"}
    page = send(office, person, "submit", **wrong)
    words = page.content.decode()
    assert page.status_code == 422
    for still in ("mange", "Tømrer", "Skulder &lt;b&gt;", "71,5", "Skriv et tal."):
        assert still in words
    for code in ('value="rest" data-digits="2" checked', 'value="~p" checked', 'value="other" data-digits="2" checked'):
        assert code in words
    response = assignment(person).response
    assert response is not None
    assert "days" not in response.answers
    assert response.answers["job"] == "Tømrer"
    assert assignment(person).state == Assignment.State.OPEN
    for day in ("", "32-13-2026", "01-02-2026", "09-03-2026"):
        page = send(office, person, "submit", **TYPED | {"answered_on": day})
        assert (page.status_code, "Tømrer" in page.content.decode()) == (422, True)


def test_what_was_answered_on_the_web_stays_unless_ticked(office: Client, person: Participant, now: Moving) -> None:
    on_the_web(person, now, hurts=7, works=True, talk=True, job="Maler")
    page = office.get(form(person)).content.decode()
    assert "Svaret på nettet:" in page
    assert "Maler" in page
    typed = {"hurts": "0", "works": "true", "days": "3"}
    asked = send(office, person, "submit", **typed)
    assert asked.status_code == 422
    assert "Personen har svaret noget andet på nettet" in asked.content.decode()
    assert asked.content.decode().count('name="asked"') == 1
    stored = assignment(person)
    assert stored.response is not None
    assert stored.state == Assignment.State.OPEN
    assert stored.response.answers == {"hurts": 7, "works": True, "talk": True, "job": "Maler", "days": 3}
    assert send(office, person, **typed, asked="hurts").status_code == 302
    stored = assignment(person)
    assert stored.response is not None
    assert (stored.response.answers["hurts"], stored.response.trail["hurts"]["mode"]) == (7, "page")
    assert send(office, person, "submit", **typed, asked="hurts", counts="hurts").status_code == 302
    stored = assignment(person)
    assert stored.response is not None
    assert (stored.response.answers["hurts"], stored.response.trail["hurts"]["mode"]) == (0, "paper")
    assert (stored.response.answers["job"], stored.response.trail["job"]["mode"]) == ("Maler", "page")
    assert stored.response.answers["talk"] is True


def test_a_no_on_paper_differs_from_a_yes_on_the_web(office: Client, person: Participant, now: Moving) -> None:
    on_the_web(person, now, works=True)
    assert send(office, person, works="false").status_code == 422
    assert send(office, person, works="false", counts="works", asked="works").status_code == 302
    stored = assignment(person).response
    assert stored is not None
    assert stored.answers["works"] is False


def test_a_long_form_carries_its_purpose(office: Client, person: Participant, now: Moving) -> None:
    assert 'name="opened_for" value="follow_up"' in office.get(form(person)).content.decode()
    now.move(timedelta(minutes=16))
    assert send(office, person, **TYPED).headers["Location"] == f"/office/{person.study_number}/"
    assert (
        send(office, person, **TYPED, opened_for="curiosity").headers["Location"] == f"/office/{person.study_number}/"
    )
    assert send(office, person, **TYPED, opened_for="follow_up").headers["Location"].startswith(form(person))
    assert Entry.objects.get(action="response.entered").purpose == "follow_up"


def test_an_answer_is_taken_away_and_branching_shows_after_saving(office: Client, person: Participant) -> None:
    send(office, person, **TYPED | {"works": "false"})
    assert "Ikke til denne person efter svarene ovenfor." in office.get(form(person)).content.decode()
    send(office, person, **TYPED | {"works": "", "job": ""})
    response = assignment(person).response
    assert response is not None
    assert not {"works", "job"} & set(response.answers)


def test_paper_that_comes_late_is_entered_if_it_was_answered_in_time(
    officer: User, person: Participant, now: Moving
) -> None:
    one = assignment(person)
    now.at = one.closes_at + timedelta(days=13)
    closing.close_overdue(at=now(), by="system:test")
    office = again(officer, person)
    assert entry.may_be_entered(assignment(person))
    assert send(office, person, "submit", **TYPED | {"answered_on": "02-05-2026"}).status_code == 422
    assert send(office, person, "submit", **TYPED).status_code == 302
    assert assignment(person).state == Assignment.State.SUBMITTED


def test_after_that_the_page_says_when_it_closed(officer: User, person: Participant, now: Moving) -> None:
    one = assignment(person)
    now.at = one.closes_at + timedelta(days=14)
    closing.close_overdue(at=now(), by="system:test")
    office = again(officer, person)
    assert office.get(form(person)).headers["Location"] == listed(person)
    page = office.get(listed(person)).content.decode()
    assert "Det lukkede 30. marts 2026, og der skrives ikke mere ind" in page
    assert form(person) not in page
    assert send(office, person, "submit", **TYPED).status_code == 422
    assert not Response.objects.filter(assignment=one).exists()


def test_without_a_yes_nothing_is_typed_in(office: Client, officer: User, person: Participant) -> None:
    factories.consenting(person, questionnaires=False)
    assert "Der skrives ikke noget ind." in office.get(listed(person)).content.decode()
    assert office.get(form(person)).headers["Location"] == listed(person)
    assert send(office, person, **TYPED).status_code == 422
    assert assignment(person).response is None
    given = entering.Given("paper", "da", entry.clock.today())
    for act in (
        lambda: entering.enter(assignment=assignment(person), patch={}, given=given, by=officer, purpose="follow_up"),
        lambda: entering.hand_in(assignment=assignment(person), given=given, by=officer, purpose="follow_up"),
    ):
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.value.code == "no_consent"


def test_a_doctors_record_is_nobodys_paper(officer: User, person: Participant) -> None:
    Assignment.objects.filter(participant=person).update(respondent="clinician", answered_by=officer)
    given = entering.Given("paper", "da", entry.clock.today())
    with pytest.raises(NoLongerOpen):
        entering.enter(assignment=assignment(person), patch={}, given=given, by=officer, purpose="follow_up")


def test_somebody_elses_questionnaire_is_not_found(office: Client, doctor: User, person: Participant) -> None:
    other = factories.consenting(factories.enrolled(by=doctor, name="Poul Fremmed").participant)
    foreign = f"{listed(person)}{assignment(other).uuid}/"
    assert office.get(foreign).status_code == 404
    assert office.post(foreign, HOW | {"shown": SHOWN, "go": "later"}).status_code == 404
    assert office.get(f"{foreign}paper/").status_code == 404


@pytest.mark.parametrize("role", [Role.INTERVIEWER, Role.DATA_MANAGER, Role.RESEARCHER, Role.ADMINISTRATOR])
def test_no_other_role_types_in_anything(person: Participant, role: str) -> None:
    client = sign_in(Client(), factories.staff(role))
    client.post(f"/office/{person.study_number}/", {"purpose": "follow_up"})
    for address in (listed(person), form(person), f"{form(person)}paper/"):
        assert client.get(address).status_code == 403
    assert send(client, person, **TYPED).status_code == 403
    assert assignment(person).response is None


def test_paper_is_printed_for_one_person(office: Client, person: Participant) -> None:
    response = office.get(f"{form(person)}paper/")
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    assert person.study_number in words
    assert person.contact.name not in words
    look = Entry.objects.filter(action="participant.read").latest("pk")
    assert (look.detail["part"], look.purpose) == ("paper", "follow_up")
