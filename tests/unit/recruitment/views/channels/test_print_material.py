"""Printing: who may, for which channels, in which language."""

import io
from pathlib import Path

import pytest
import pytest_django
from django.test import Client
from pypdf import PdfReader

from cohort.accounts.models import Role, User
from cohort.common.printing import pdf
from recruitment.actions import channels
from recruitment.models import Channel
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: pytest_django.Settings, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path
    return tmp_path


@pytest.fixture
def doctor() -> User:
    return factories.staff(of=factories.practice("Lægerne ved Åen"))


@pytest.fixture
def room(doctor: User) -> Channel:
    signed_in(doctor).post("/practice/material/")
    return Channel.objects.get(kind="waiting_room")


def signed_in(user: User) -> Client:
    return sign_in(Client(headers={"accept-language": "da"}), user)


def text(content: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def test_a_clinician_prints_the_poster_of_the_own_practice(doctor: User, room: Channel) -> None:
    response = signed_in(doctor).get(f"/material/{room.code}/poster-a4/?language=da")
    assert response.headers["Content-Type"] == "application/pdf"
    assert f'inline; filename="rygvej-{room.code.lower()}-poster-a4-da.pdf"' in response.headers["Content-Disposition"]
    assert "Din læges praksis inviterer dig" in text(response.content)
    english = signed_in(doctor).get(f"/material/{room.code}/poster-a4/?language=en")
    assert "Your doctor's practice invites you" in text(english.content).replace("’", "'")


def test_not_another_practices_nor_a_clubs(room: Channel) -> None:
    stranger = signed_in(factories.staff(of=factories.practice()))
    assert stranger.get(f"/material/{room.code}/poster-a4/").status_code == 404
    office = factories.staff(Role.STUDY_OFFICE)
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    assert stranger.get(f"/material/{club.code}/poster-a4/").status_code == 404
    assert signed_in(office).get(f"/material/{club.code}/slides/").status_code == 200
    assert signed_in(factories.staff(Role.RESEARCHER)).get(f"/material/{room.code}/poster-a4/").status_code == 403


def test_nothing_is_printed_that_leads_nowhere(doctor: User, room: Channel) -> None:
    client = signed_in(doctor)
    assert client.get(f"/material/{room.code}/banner/").status_code == 404
    channels.end(channel=room, by=factories.staff(Role.STUDY_OFFICE))
    assert client.get(f"/material/{room.code}/poster-a4/").status_code == 404


def test_the_same_is_printed_once(doctor: User, room: Channel, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(doctor)
    first = client.get(f"/material/{room.code}/slip/").content
    assert len(list((files / "material").iterdir())) == 1
    monkeypatch.setattr(pdf, "pdf", lambda *_args, **_more: pytest.fail("printed again"))
    assert client.get(f"/material/{room.code}/slip/").content == first


def test_what_cannot_be_printed_says_so(doctor: User, room: Channel, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> bytes:
        raise pdf.PrintFailed("ended")

    monkeypatch.setattr(pdf, "pdf", fail)
    page = signed_in(doctor).get(f"/material/{room.code}/slip/", follow=True)
    assert "Arket kan ikke laves lige nu." in page.content.decode()
