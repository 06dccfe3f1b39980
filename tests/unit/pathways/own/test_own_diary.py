"""The diaries on somebody's own page."""

import pytest
from django.test import Client

from cohort.common import clock
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Scope
from questionnaires.models import Assignment, Diary
from tests.signing import sign_in_own
from tests.unit.questionnaires.diaries import Keeper, keeper

pytestmark = pytest.mark.django_db


def signed_in(one: Keeper) -> Client:
    return sign_in_own(Client(), one.participant)


def test_one_tap_begins_the_weekly_one_and_another_opens_it_on_one_more_device() -> None:
    one = keeper()
    client = signed_in(one)
    page = client.get("/mine/").content.decode()
    assert page.index("Åbn<") < page.index("Begynd<")  # the daily one is kept, the weekly one is not
    first = client.post("/mine/diary/pulse/").url
    second = client.post("/mine/diary/pulse/").url
    assert first != second
    for address in (first, second):
        assert "Din uge" in Client().get(address).content.decode()
    assert Diary.objects.count() == 2


def test_days_of_a_diary_are_no_questionnaires_that_wait() -> None:
    one = keeper()
    one.write(clock.today(), clock.now(), d_pain=40)
    assert Assignment.objects.filter(diary=one.diary, state="open").exists()
    page = signed_in(one).get("/mine/").content.decode()
    assert "/mine/diary/diary/" in page
    for day in Assignment.objects.filter(diary=one.diary):
        assert str(day.uuid) not in page


def test_without_the_yes_there_is_nothing_to_begin() -> None:
    one = keeper()
    said = ConsentText.objects.latest("valid_from")
    consent.decide(participant=one.participant, text=said, choices={Scope.DIARY: False}, language="da")
    client = signed_in(one)
    assert "/mine/diary/" not in client.get("/mine/").content.decode()
    assert client.post("/mine/diary/diary/").status_code == 404
    assert client.post("/mine/diary/baseline_a/").status_code == 404
