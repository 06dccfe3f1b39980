"""The page a poster leads to: counted, friendly, in the visitor's language, and the same for every wrong code."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from cohort.accounts.models import Role
from cohort.common import clock
from cohort.common.tokens import new_code
from recruitment.actions import channels
from recruitment.models import Channel, ChannelDay
from tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 14, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


@pytest.fixture
def club() -> Channel:
    office = factories.staff(Role.STUDY_OFFICE)
    return channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)


def opened(channel: Channel) -> int:
    return sum(ChannelDay.objects.filter(channel=channel).values_list("opened", flat=True))


def words(client: Client, path: str) -> str:
    """The page without what differs by itself: the token of its forms, and its own address to come back to."""
    page = client.get(path).content.decode()
    return re.sub(r'name="(csrfmiddlewaretoken|next)" value="[^"]*"', "", page)


def test_the_page_speaks_the_visitors_language_and_leads_on(club: Channel) -> None:
    danish = Client(headers={"accept-language": "da"}).get(f"/x/{club.code}/").content.decode()
    english = Client(headers={"accept-language": "en"}).get(f"/x/{club.code}/").content.decode()
    assert "Ondt i ryggen?" in danish
    assert "Sore back?" in english
    for page in (danish, english):
        assert f'href="/x/{club.code}/join/"' in page
        assert "112" in page


def test_a_practice_invites_by_name_and_a_club_does_not_invite(club: Channel) -> None:
    room = channels.of_practice(practice=factories.practice("Lægerne ved Åen"), kind="waiting_room")
    page = Client().get(f"/x/{room.code}/").content.decode()
    assert "Din læges praksis inviterer dig" in page
    assert "Lægerne ved Åen" in page
    assert "inviterer" not in Client().get(f"/x/{club.code}/").content.decode()


def test_a_browser_is_counted_once_a_day(club: Channel) -> None:
    client = Client()
    with clock.use(lambda: NOON):
        for _ in range(3):
            client.get(f"/x/{club.code}/")
        Client().get(f"/x/{club.code}/")
    assert opened(club) == 2
    with clock.use(lambda: NOON + timedelta(days=1)):
        client.get(f"/x/{club.code}/")
    assert opened(club) == 3


def test_two_channels_in_one_browser_are_counted_each(club: Channel) -> None:
    room = channels.of_practice(practice=factories.practice(), kind="waiting_room")
    client = Client()
    for channel in (club, room, club, room):
        client.get(f"/x/{channel.code}/")
    assert (opened(club), opened(room)) == (1, 1)


def test_the_cookie_names_nobody_and_a_forged_one_counts_like_none(club: Channel) -> None:
    first, second = Client(), Client()
    with clock.use(lambda: NOON):
        for client in (first, second):
            client.get(f"/x/{club.code}/")
        assert first.cookies["opened"].value == second.cookies["opened"].value
        assert first.cookies["opened"]["httponly"]
        assert not first.cookies["opened"]["expires"]
        first.cookies["opened"] = "forged"
        first.get(f"/x/{club.code}/")
    assert opened(club) == 3


def test_a_head_a_redirect_and_a_wrong_code_are_not_counted(club: Channel) -> None:
    assert Client().head(f"/x/{club.code}/").status_code == 200
    Client().get(f"/x/{club.code.lower()}/")
    Client().get(f"/x/{new_code()}/")
    assert opened(club) == 0


def test_however_it_is_typed_it_leads_to_the_one_address(club: Channel) -> None:
    code = club.code
    for typed in (code.lower(), f"{code[:4]}-{code[4:]}", f"{code[:4].lower()}-{code[4:]}", f"{code[:4]}%20{code[4:]}"):
        response = Client().get(f"/x/{typed}/")
        assert (response.status_code, response.headers["Location"]) == (302, f"/x/{code}/")
    assert Client().get(f"/x/{code}").headers["Location"] == f"/x/{code}/"  # without the stroke at the end


def test_ended_unknown_and_impossible_codes_get_the_same_page(club: Channel) -> None:
    channels.end(channel=club, by=factories.staff(Role.STUDY_OFFICE))
    paths = [f"/x/{code}/" for code in (club.code, new_code(), "%00", "x" * 300, "'; --")]
    assert {Client().get(path).status_code for path in paths} == {404}
    pages = {words(Client(), path) for path in paths}
    assert len(pages) == 1
    assert "Vi kender ikke denne kode" in pages.pop()


def test_too_many_visits_from_one_address_wait(club: Channel) -> None:
    for _ in range(240):
        assert Client().head(f"/x/{club.code}/").status_code == 200
    response = Client().get(f"/x/{club.code}/")
    assert response.status_code == 429
    assert response.headers["Retry-After"]
    assert Client(REMOTE_ADDR="10.9.9.9").get(f"/x/{club.code}/").status_code == 200
    assert opened(club) == 1
