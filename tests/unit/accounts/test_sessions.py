"""How long a sign-in lasts, and what ends it earlier."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.common import clock
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


class Time:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.moment = clock.now()

    def __call__(self) -> datetime:
        return self.moment

    def later(self, **by: int) -> None:
        self.moment += timedelta(**by)


@pytest.fixture
def time() -> Iterator[Time]:
    moving = Time()
    with clock.use(moving):
        yield moving


@pytest.fixture
def office(client: Client, time: Time) -> Client:
    return sign_in(client, factories.staff(Role.ADMINISTRATOR))


def is_in(client: Client) -> bool:
    return client.get("/staff/").status_code == 200


def is_told(client: Client, words: str) -> bool:
    """Whether the page that comes instead is the sign-in page, and says that."""
    response = client.get("/staff/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/")
    return words in response.content.decode()


@pytest.fixture(autouse=True)
def _in_english(client: Client) -> None:
    client.cookies["django_language"] = "en"


@pytest.mark.covers("S6")
def test_an_idle_session_ends_and_a_used_one_does_not(office: Client, time: Time) -> None:
    for _ in range(10):
        time.later(minutes=18)
        assert is_in(office)
    time.later(minutes=20)
    assert is_told(office, "because nothing happened here for a while. What was saved is safe.")
    assert not is_in(office)


@pytest.mark.covers("S6")
def test_half_a_day_is_the_end_of_a_busy_session_too(office: Client, time: Time) -> None:
    for _ in range(47):
        time.later(minutes=15)
        assert is_in(office)
    time.later(minutes=15)
    assert is_told(office, "because a sign-in lasts half a day. What was saved is safe.")


def test_a_sign_of_life_is_written_once_a_minute_at_most(office: Client, time: Time) -> None:
    def kept() -> str:
        return Session.objects.get().session_data

    before = kept()
    time.later(seconds=59)
    assert is_in(office)
    assert kept() == before
    time.later(seconds=1)
    assert is_in(office)
    assert kept() != before


def test_an_ended_session_is_gone_from_the_database(office: Client, time: Time) -> None:
    time.later(minutes=20)
    office.get("/")
    assert not Session.objects.exists()


@pytest.mark.covers("S6")
@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"access_round": 1}, {"role": Role.RESEARCHER}, {"password": "x"}], ids=str
)
def test_a_changed_account_ends_its_sessions_at_the_next_request(office: Client, change: dict[str, object]) -> None:
    assert is_in(office)
    User.objects.update(**change)
    assert is_told(office, "because your access was changed. What was saved is safe.")
    assert not is_in(office)


def test_a_page_open_to_everybody_opens_after_the_end_too(office: Client, time: Time) -> None:
    time.later(minutes=20)
    response = office.get("/")
    assert response.status_code == 200
    assert "because nothing happened here" in response.content.decode()
    assert "because nothing happened here" not in office.get("/").content.decode()


def test_a_session_without_a_beginning_is_over(office: Client) -> None:
    session = office.session
    del session["session_began_at"]
    session.save()
    assert not is_in(office)
