"""The study office's pages of the ways in, and a practice's own."""

import pytest
from django.test import Client

from cohort.accounts.models import Role, User
from recruitment.actions import channels
from recruitment.models import Channel
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> User:
    return factories.staff(Role.STUDY_OFFICE)


@pytest.fixture
def client(office: User) -> Client:
    return sign_in(Client(headers={"accept-language": "da"}), office)


@pytest.mark.covers("R16")
@pytest.mark.parametrize("kind", Channel.Kind.values)
def test_every_kind_of_the_list_becomes_a_channel_with_link_and_qr_code(client: Client, kind: str) -> None:
    practice = factories.practice("Lægerne ved Åen")
    sent = client.post("/office/channels/new/", {"kind": kind, "name": "Ryg og Vand", "practice": practice.pk})
    channel = Channel.objects.get(kind=kind)
    assert sent.headers["Location"] == f"/office/channels/{channel.code}/"
    page = client.get(sent.headers["Location"]).content.decode()
    assert f"/x/{channel.code[:4]}-{channel.code[4:]}" in page
    assert f"http://localhost/x/{channel.code}/" in page
    assert page.count("<svg") >= 1
    assert f"/material/{channel.code}/leaflet/?language=en" in page
    assert channel.place == ("Lægerne ved Åen" if channel.is_of_practice else "Ryg og Vand")
    assert channel.place in client.get("/office/channels/").content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "gym"}, "Skriv stedets navn."),
        ({"kind": "gym", "name": "x" * 81}, "80"),
        ({"kind": "gym", "name": "to\nlinjer"}, "Skriv navnet på én linje"),
        ({"kind": "waiting_room", "name": "Ryg og Vand"}, "Vælg praksis"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client: Client, sent: dict[str, str], sentence: str) -> None:
    response = client.post("/office/channels/new/", sent)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Channel.objects.exists()


def test_an_ended_channel_stays_in_the_list_and_offers_nothing(client: Client, office: User) -> None:
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    page = client.post(f"/office/channels/{club.code}/end/", follow=True).content.decode()
    assert "Den korte adresse er lukket." in page
    assert "/material/" not in page
    assert f"/x/{club.code}/" not in page
    assert "Ryg og Vand" in client.get("/office/channels/").content.decode()


def test_the_list_says_how_far_people_came(client: Client, office: User) -> None:
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    for _ in range(7):
        channels.count_opened(channel=club)
    assert '<td class="number">7</td>' in client.get("/office/channels/").content.decode()


def test_a_practice_makes_its_addresses_by_itself_and_sees_no_others(office: User) -> None:
    channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    channels.of_practice(practice=factories.practice("Lægehuset Nørregade"), kind="waiting_room")
    practice = factories.practice("Lægerne ved Åen")
    doctor = sign_in(Client(headers={"accept-language": "da"}), factories.staff(of=practice))
    before = doctor.get("/practice/material/").content.decode()
    assert "/material/" not in before.replace("/practice/material/", "")
    assert not Channel.objects.filter(practice=practice).exists()  # looking makes nothing
    for _ in range(2):
        doctor.post("/practice/material/")
    assert Channel.objects.filter(practice=practice).count() == 2
    page = doctor.get("/practice/material/").content.decode()
    for channel in Channel.objects.filter(practice=practice):
        assert f"/material/{channel.code}/leaflet/?language=da" in page
    assert "Lægehuset Nørregade" not in page
    assert "Ryg og Vand" not in page
