"""What a participant does with their own data: fetch all of it, or stop in two clicks."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.exports import tasks
from cohort.members.models import ContactDetails, Erasure, Participant
from cohort.outbox.models import Message
from tests import factories
from tests.signing import sign_in
from tests.unit.exports.person.conftest import CANARIES, EMAIL, NAME, WORDS, Moving, seen, whole
from tests.unit.members import own

pytestmark = pytest.mark.django_db


@pytest.fixture
def canary(doctor: User, now: Moving) -> Participant:
    return whole(doctor)


@pytest.fixture
def browser(canary: Participant, now: Moving) -> Client:
    now.move(timedelta(hours=1))
    return own.signed_in(canary)


def unpacked(browser: Client) -> dict[str, str]:
    response = browser.get("/mine/data/")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


@pytest.mark.covers("S33")
def test_everything_comes_as_one_file_that_can_be_read(
    browser: Client, canary: Participant, doctor: User, now: Moving
) -> None:
    sign_in(Client(), doctor).get(f"/participants/{canary.study_number}/")
    Message.objects.filter(kind="enrolment").update(state="sent", settled_at=now(), sealed="")
    files = unpacked(browser)
    page = next(iter(files.values()))
    told = (
        NAME,
        EMAIL,
        canary.study_number,
        WORDS,
        "Ved ikke",
        "Dele mine svar med min læge",
        "Læge, Lægehuset Nørregade",
    )
    for words in told:
        assert words in page, words
    assert doctor.name not in page
    data = json.loads(files["data/data.json"])
    answers = {row["version"]: row["answers"] for row in data["questionnaires_response"]}
    assert answers["baseline_a 1"]["gp_question"] == WORDS
    assert len(data["members_consentdecision"]) == 8
    assert data["members_contactdetails"][0]["email"] == EMAIL
    assert any(row["action"] == "participant.read" and row["purpose"] == "care" for row in data["audit_entry"])
    rows = list(csv.DictReader(io.StringIO(files["data/members_consentdecision.csv"])))
    assert len(rows) == 8
    assert NAME in files[next(name for name in files if name.startswith("prints/patient-"))]
    together = "\n".join(files.values())
    for secret in ("digest", "sealed", "email_key", f"user:{doctor.pk}", doctor.email):
        assert secret not in together, secret
    entry = Entry.objects.get(action="data.handed_over")
    assert (entry.actor, entry.subject, entry.purpose) == (canary.actor, canary.actor, "access")


def test_nothing_of_anybody_else_is_in_it(browser: Client, doctor: User) -> None:
    other = whole(doctor, name="Poul Fremmed", email="poul@test.example", mobile="+4530405060")
    together = "\n".join(unpacked(browser).values())
    for words in ("Fremmed", "poul@test.example", "30405060", other.study_number):
        assert words not in together


def test_cells_are_no_formulas(browser: Client, canary: Participant) -> None:
    ContactDetails.objects.get(participant=canary)
    contact = ContactDetails.objects.get(participant=canary)
    contact.name = "=cmd()"
    contact.save()
    assert "\n'=cmd()," in unpacked(browser)["data/members_contactdetails.csv"].replace("\r", "")


@pytest.mark.covers("R22")
@pytest.mark.parametrize("choice", ["now", "keep"])
def test_two_clicks_stop_and_a_worker_erases(
    browser: Client, canary: Participant, choice: str, tmp_path: Path, doctor: User
) -> None:
    assert "/mine/stop/" in browser.get("/mine/").content.decode()
    page = browser.get("/mine/stop/").content.decode()
    assert "Din læge behandler dig ligesom før" in page or "Your doctor treats you just as before" in page
    done = browser.post("/mine/stop/", {"choice": choice})
    erasure = Erasure.objects.get()
    assert (done.status_code, erasure.choice, erasure.asked_by) == (200, choice, canary.actor)
    assert str(erasure.uuid) in done.content.decode()
    assert set(canary.decided().values()) == {False}
    assert browser.get("/mine/").headers["Location"] == "/mine/find/"
    page = sign_in(Client(), doctor).get(f"/participants/{canary.study_number}/").content.decode()
    assert WORDS not in page
    tasks.erase_participants()
    assert seen(tmp_path, *CANARIES) == []
    assert sign_in(Client(), doctor).get(f"/participants/{canary.study_number}/").status_code == 404
    assert sign_in(Client(), doctor).get("/practice/").status_code == 200


def test_another_browser_is_signed_out_too(browser: Client, canary: Participant) -> None:
    second = own.signed_in(canary, own.SMS)
    browser.post("/mine/stop/", {"choice": "keep"})
    tasks.erase_participants()
    assert second.get("/mine/data/").headers["Location"] == "/mine/find/"


def test_a_choice_that_is_none_does_nothing(browser: Client, canary: Participant) -> None:
    assert browser.post("/mine/stop/", {"choice": "later"}).status_code == 422
    assert not Erasure.objects.exists()
    assert canary.decided()["questionnaires"] is True


def test_a_link_alone_opens_neither(canary: Participant) -> None:
    link = factories.enrolled(by=factories.staff(of=canary.practice), email="x@test.example").invitation.token
    stranger = Client()
    stranger.get(f"/l/{link}/")
    for path in ("/mine/data/", "/mine/stop/"):
        assert stranger.get(path).status_code == 302
