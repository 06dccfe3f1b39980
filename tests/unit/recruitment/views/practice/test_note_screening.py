"""One tap for who said no or cannot take part, and one to take it back."""

from datetime import timedelta

import pytest
from django.test import Client

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Membership, Practice
from recruitment.models import ScreeningEntry
from recruitment.reading import taps
from tests import factories
from tests.signing import sign_in

NOTE, BACK, ENROL, PRACTICE = "/practice/asked/", "/practice/asked/take-back/", "/practice/enrol/", "/practice/"


@pytest.fixture
def practice(db: None) -> Practice:
    return factories.practice()


@pytest.fixture
def doctor(client: Client, practice: Practice) -> User:
    user = factories.staff(of=practice)
    sign_in(client, user)
    return user


@pytest.mark.parametrize("tap", [value for value, _words in (*taps.SAID_NO, *taps.NOT_ELIGIBLE)])
def test_every_button_counts_with_one_tap(client: Client, doctor: User, practice: Practice, tap: str) -> None:
    assert f'value="{tap}"' in client.get(ENROL).text
    answer = client.post(NOTE, {"tap": tap})
    assert (answer.status_code, answer["Location"]) == (302, ENROL)
    entry = ScreeningEntry.objects.get()
    assert (f"{entry.outcome}-{entry.reason}", entry.practice) == (tap, practice)


@pytest.mark.parametrize("page", [ENROL, PRACTICE])
def test_it_is_said_on_the_page_and_taken_back_there(client: Client, doctor: User, page: str) -> None:
    assert f'action="{BACK}"' not in client.get(page).text
    assert client.post(NOTE, {"tap": "declined-no_time", "next": page})["Location"] == page
    shown = client.get(page)
    assert f'action="{BACK}"' in shown.text
    assert client.post(BACK, {"next": page})["Location"] == page
    assert not ScreeningEntry.objects.exists()
    assert f'action="{BACK}"' not in client.get(page).text


def test_after_a_while_it_stays(client: Client, doctor: User) -> None:
    client.post(NOTE, {"tap": "declined-"})
    with clock.use(lambda: clock.system_time() + timedelta(minutes=15)):
        client.post(BACK)
    assert ScreeningEntry.objects.count() == 1


def test_nobody_elses_is_taken_back(client: Client, doctor: User) -> None:
    client.post(NOTE, {"tap": "declined-"})
    other = sign_in(Client(), factories.staff(of=factories.practice("Lægerne ved Åen")))
    other.post(BACK)
    assert ScreeningEntry.objects.count() == 1


@pytest.mark.parametrize("sent", [{}, {"tap": "enrolled-"}, {"tap": "declined-Grethe"}, {"tap": "declined-under_18"}])
def test_anything_else_is_not_counted(client: Client, doctor: User, sent: dict[str, str]) -> None:
    assert client.post(NOTE, sent).status_code == 302
    assert not ScreeningEntry.objects.exists()


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\x00"])
def test_it_leads_back_to_a_page_of_ours(client: Client, doctor: User, back: str) -> None:
    assert client.post(NOTE, {"tap": "declined-", "next": back})["Location"] == ENROL


def test_who_works_in_two_practices_says_where_and_only_once(client: Client, doctor: User, practice: Practice) -> None:
    second = factories.practice("Lægerne Havnen")
    Membership.objects.create(user=doctor, practice=second, starts_on=Membership.objects.get(user=doctor).starts_on)
    client.post(NOTE, {"tap": "declined-"})
    assert not ScreeningEntry.objects.exists()
    client.post(NOTE, {"tap": "declined-", "practice": second.pk})
    assert ScreeningEntry.objects.get().practice == second
    page = client.get(ENROL)
    assert page.context["form"]["practice"].value() == second.pk
    assert page.context["screening"].chosen == second.pk
