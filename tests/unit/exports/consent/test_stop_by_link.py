"""Two taps from a message: the first opens the page that says what each way does, the second does it (R22)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.exports import tasks
from cohort.members.models import Erasure, Participant, PersonalLink
from tests.signing import sign_in
from tests.unit.exports.person.conftest import CANARIES, Moving, doctor, now, seen, whole
from tests.unit.members import own

__all__ = ["doctor", "now"]  # fixtures
pytestmark = pytest.mark.django_db


@pytest.fixture
def canary(doctor: User, now: Moving) -> Participant:
    participant = whole(doctor)
    now.move(timedelta(minutes=5))
    return participant


@pytest.fixture
def token(canary: Participant) -> str:
    return own.link(canary, purpose=PersonalLink.Purpose.CHOICES)


@pytest.mark.covers("R22")
@pytest.mark.parametrize("choice", ["now", "keep"])
def test_the_second_tap_stops_and_a_worker_erases(
    canary: Participant, token: str, choice: str, tmp_path: Path, doctor: User
) -> None:
    browser = Client()
    assert f"/c/{token}/stop/" in browser.get(f"/c/{token}/").content.decode()  # the first
    page = browser.get(f"/c/{token}/stop/").content.decode()
    assert "Din læge behandler dig ligesom før" in page
    assert not Erasure.objects.exists()
    done = browser.post(f"/c/{token}/stop/", {"choice": choice})  # the second
    erasure = Erasure.objects.get()
    assert (done.status_code, erasure.choice, erasure.asked_by) == (200, choice, canary.actor)
    assert Entry.objects.get(action="erasure.asked").detail["reason"] == "by_link"
    assert set(canary.decided().values()) == {False}
    assert browser.get(f"/c/{token}/").status_code == 410
    staff = sign_in(Client(), doctor)
    assert "har stoppet i Rygvej" in staff.get(f"/participants/{canary.study_number}/").content.decode()
    assert "Stoppet" in staff.get("/practice/patients/").content.decode()
    certificate = f"/stopped/{erasure.uuid}/"
    assert certificate in done.content.decode()
    assert "ikke helt gjort" in browser.get(certificate).content.decode()
    tasks.erase_participants()
    assert seen(tmp_path, *CANARIES) == []
    said = browser.get(certificate).content.decode()
    assert "Det er gjort" in said
    assert erasure.study_number in said
    assert browser.get(f"/c/{token}/").status_code == 404
    assert sign_in(Client(), doctor).get(f"/participants/{erasure.study_number}/").status_code == 404


def test_a_choice_that_is_none_does_nothing(token: str) -> None:
    assert Client().post(f"/c/{token}/stop/", {"choice": "perhaps"}).status_code == 422
    assert Client().post(f"/c/{token}/stop/").status_code == 422
    assert not Erasure.objects.exists()


def test_nobody_stops_with_a_link_that_is_over(canary: Participant, token: str) -> None:
    PersonalLink.objects.update(revoked_at=clock.now())
    assert Client().post(f"/c/{token}/stop/", {"choice": "now"}).status_code == 410
    assert not Erasure.objects.exists()


def test_a_certificate_that_nobody_was_given_is_not_there(canary: Participant) -> None:
    assert Client().get("/stopped/00000000-0000-4000-8000-000000000000/").status_code == 404
