"""The list of wording packs: what is in use, what ends soon, what is without words."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from cohort.accounts.models import Role
from questionnaires.actions import packs
from questionnaires.models import WordingPack
from questionnaires.presenters.authoring.packs import lines
from tests import factories, wording
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def add(instrument: str = "eq5d", language: str = "da", **more: object) -> WordingPack:
    return packs.add(text=wording.pack(instrument, language, **more), by="user:1")


def state(pack: WordingPack, day: date = DAY) -> str:
    with override("en"):
        return next(line.state for line in lines(list(WordingPack.objects.all()), day) if line.pack == pack)


def page() -> str:
    client = sign_in(Client(), factories.staff(Role.DATA_MANAGER))
    client.cookies["django_language"] = "en"
    return str(client.get(reverse("questionnaires:list_packs")).content.decode())


def test_without_any_pack_the_page_says_what_waits_for_words() -> None:
    text = page()
    assert "There is no pack yet" in text
    assert "eq5d, phq4, pseq2, psfs, rmdq, sbst" in text


def test_packs_stand_with_their_days_and_licence_and_no_word_of_theirs() -> None:
    add(valid_to="2099-12-31", channels=["web", "paper"])
    text = page()
    assert "on the web, on paper" in text
    assert "nobody" in text
    assert "In use" in text
    assert "eq5d, phq4" not in text
    assert "Sætning" not in text


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "In use"),
        ({"valid_to": "2026-08-01"}, "In use"),
        ({"valid_to": "2026-07-31"}, "In use, ends in 60 days"),
        ({"valid_to": "2026-06-02"}, "In use, ends in 1 day"),
        ({"valid_to": "2026-06-01"}, "In use, for the last day"),
        ({"valid_to": "2026-05-31"}, "Ended"),
        ({"valid_from": "2026-06-02"}, "Starts on 2 June 2026"),
    ],
)
def test_the_state_is_said_in_words(more: dict[str, object], said: str) -> None:
    assert state(add(**more)) == said


def test_a_later_one_replaces_an_earlier_one_from_its_first_day() -> None:
    first, later = add(), add(version="2.0", valid_from="2026-06-01")
    assert state(first, DAY - timedelta(days=1)) == "In use"
    assert (state(first), state(later)) == ("Replaced by a later one", "In use")


def test_a_later_one_for_paper_only_replaces_nothing_on_the_web() -> None:
    first = add()
    add(version="2.0", channels=["paper"])
    assert state(first) == "In use"


def test_an_ended_one_says_whether_its_words_are_still_here() -> None:
    pack = add()
    packs.end(pack=pack, by="user:1")
    assert state(pack) == "Ended"
    assert "Delete the words" in page()
    packs.end(pack=pack, by="user:1", and_words=True)
    assert state(pack) == "Ended, words deleted"
    assert "Delete the words" not in page()


def test_data_managers_find_the_page_where_they_land() -> None:
    client = sign_in(Client(), factories.staff(Role.DATA_MANAGER))
    landing = client.get("/", follow=True).content.decode()
    assert reverse("questionnaires:list_packs") in landing
