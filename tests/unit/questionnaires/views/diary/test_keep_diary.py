"""The page of a diary, its shell, its installation, and the ways in and out."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from cohort.common import clock
from cohort.members.actions import consent, links
from cohort.members.models import ConsentText, PersonalLink, Scope
from questionnaires.actions.diary import keeping
from questionnaires.definition.timing import seconds
from questionnaires.models import Diary, Response
from questionnaires.presenters.diary.page import definition_of
from tests.unit.questionnaires.diaries import FROM_HERE, MONDAY, TUESDAY, WEDNESDAY, Keeper, at, keeper


@pytest.fixture
def one(db: None):  # type: ignore[no-untyped-def]
    """Begun on a Monday; it is Tuesday evening now."""
    with clock.use(lambda: at(4)):
        made = keeper()
    with clock.use(lambda: at(5, 18)):
        yield made


def text(one: Keeper, name: str = "keep_diary", query: str = "") -> str:
    response = one.client.get(one.url(name) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_whom_to_call_stands_on_the_diary_and_on_its_shell(one: Keeper) -> None:
    for page in (text(one), text(one, "show_diary_shell")):
        assert "Anne Test" in page
        assert "+45 12 34 56 78" in page
        assert "study@study.example" in page


def test_a_day_is_chosen_and_an_impossible_one_is_today(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=41)
    assert 'value="41"' in text(one, query="?day=2026-05-04")
    for query in ("", "?day=2026-05-03", "?day=2026-05-06", "?day=x"):
        page = text(one, query=query)
        assert 'value="41"' not in page
        assert 'name="day" value="2026-05-05"' in page


def test_how_the_pain_is_shown_goes_along(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_display="faces")
    pressed = 'value="faces" aria-pressed="true"'
    assert pressed in text(one)
    assert pressed not in text(one, "show_diary_shell")


def test_the_form_saves_its_day_and_nothing_makes_nothing(one: Keeper) -> None:
    sent = one.client.post(one.url("keep_diary"), {"day": "2026-05-05", "shown": ["d_pain", "d_more"], "d_pain": ""})
    assert (sent.status_code, one.days) == (302, {})
    one.client.post(one.url("keep_diary"), {"day": "2026-05-04", "shown": ["d_pain", "d_more"], "d_pain": "40"})
    assert one.days == {MONDAY: {"d_pain": 40}}
    one.client.post(one.url("keep_diary"), {"day": "2026-05-04", "shown": ["d_pain"], "d_pain": ""})
    assert one.days == {MONDAY: {}}


@pytest.mark.parametrize(("said", "mode"), [("number", "number"), ("faces", "faces"), ("loud", "diary")])
def test_how_the_pain_was_shown_stands_with_it(one: Keeper, said: str, mode: str) -> None:
    form = {"day": "2026-05-05", "shown": "d_pain", "d_pain": "40", "way-d_pain": said}
    one.client.post(one.url("keep_diary"), form)
    response = Response.objects.get(assignment__diary=one.diary)
    assert response.trail["d_pain"]["mode"] == mode


def test_what_is_wrong_or_over_is_said(one: Keeper) -> None:
    wrong = one.client.post(
        one.url("keep_diary"),
        {"day": "2026-05-05", "shown": ["d_pain", "d_exercise"], "d_pain": "101", "d_exercise": "walk"},
    )
    assert wrong.status_code == 422
    assert "Vælg noget fra 0 til 100." in wrong.content.decode()
    assert one.days == {TUESDAY: {"d_exercise": ["walk"]}}
    over = one.client.post(one.url("keep_diary"), {"day": "2026-05-01", "shown": ["d_pain"], "d_pain": "40"})
    assert over.status_code == 422
    assert "Du kan ikke skrive om denne dag mere." in over.content.decode()


def test_a_missed_day_is_nowhere_called_anything(one: Keeper) -> None:
    with clock.use(lambda: at(10, 18)):
        one.write(TUESDAY, at(10, 18), d_pain=40)
        page = text(one)
    assert page.count('class="d-dot"') == 1
    for word in ("mangle", "glemt", "missed", "streak", "i træk"):
        assert word not in page.lower()


def test_the_curve_is_a_table_as_well(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=41, d_exercise=["walk"], d_meds=["none"])
    page = text(one)
    assert "4. maj" in page
    assert "Gik en tur" in page.partition("<table")[2]
    one.client.cookies["django_language"] = "en"
    page = text(one)
    assert "4 May" in page
    assert "Went for a walk" in page.partition("<table")[2]


def test_it_asks_again_when_the_day_has_come_and_goes_on_at_one_tap(one: Keeper) -> None:
    assert "Vil du blive ved?" not in text(one)
    Diary.objects.update(ask_again_on=TUESDAY)
    assert "Vil du blive ved?" in text(one)
    one.client.post(one.url("begin_diary"))
    assert "Vil du blive ved?" not in text(one)
    assert Diary.objects.get().ask_again_on == TUESDAY + timedelta(days=28)


@pytest.mark.covers("R73")
def test_one_tap_stops_it_shows_nothing_and_one_begins_again(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=41)
    with clock.use(lambda: at(6, 18)):
        one.write(WEDNESDAY, at(6, 18), d_pain=30)
        written = text(one)
    assert written.count('class="d-dot"') == 2
    assert "<polyline" not in written  # Tuesday is a gap and nothing else
    stopped = one.client.post(one.url("stop_diary"), follow=True)
    assert "Din dagbog hviler" in stopped.content.decode()
    assert "d-dot" not in stopped.content.decode()
    assert one.client.get(one.url("show_diary_shell")).status_code == 410
    assert one.client.post(one.url("keep_diary"), {"day": "2026-05-05"}).status_code == 200
    again = one.client.post(one.url("begin_diary"), follow=True)
    assert "d-dot" in again.content.decode()  # what was written is still there, and nobody asked why


@pytest.mark.parametrize("scope", [Scope.DIARY, Scope.QUESTIONNAIRES])
def test_a_no_closes_every_page_at_once_and_a_yes_opens_them(one: Keeper, scope: Scope) -> None:
    said = ConsentText.objects.latest("valid_from")
    consent.decide(participant=one.participant, text=said, choices={scope: False}, language="da")
    for name in ("keep_diary", "show_diary_shell", "show_diary_manifest", "run_diary_worker"):
        assert one.client.get(one.url(name)).status_code == 410
    assert one.sync((TUESDAY, {"d_pain": (40, None)})).status_code == 410
    assert one.days == {}
    with clock.use(lambda: at(5, 19)):
        consent.decide(participant=one.participant, text=said, choices={scope: True}, language="da")
    assert one.client.get(one.url("keep_diary")).status_code == 200


def test_an_old_link_and_another_s_open_nothing(one: Keeper) -> None:
    with clock.use(lambda: at(5) + keeping.LINK_LIFETIME):
        assert one.client.get(one.url("keep_diary")).status_code == 410
    token = links.issue(
        participant=one.participant,
        purpose=PersonalLink.Purpose.DIARY,
        about="pulse:0000",
        expires_at=at(30),
        by="system:test",
    )
    assert one.client.get(f"/d/{token}/").status_code == 404  # no pulse has been begun


def test_the_app_is_this_diary_and_its_worker_looks_no_further(one: Keeper) -> None:
    manifest = json.loads(text(one, "show_diary_manifest"))
    home = one.url("keep_diary")
    assert (manifest["start_url"], manifest["scope"], manifest["name"]) == (home, home, "Din dagbog")
    response = one.client.get(one.url("run_diary_worker"))
    assert response["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in response
    assert home in response.content.decode().replace("\\u002D", "-")
    policy = response["Content-Security-Policy"]
    assert "worker-src 'self'" in policy
    assert "manifest-src 'self'" in policy


@pytest.mark.parametrize("headers", [{}, {"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
@pytest.mark.parametrize("name", ["keep_diary", "sync_diary", "stop_diary", "begin_diary"])
def test_nothing_is_taken_from_elsewhere(one: Keeper, name: str, headers: dict[str, str]) -> None:
    assert Client().post(one.url(name), {"day": "2026-05-05"}, headers=headers).status_code == 403
    assert Diary.objects.get().is_kept


def test_a_browser_that_tells_only_its_origin_is_believed(one: Keeper) -> None:
    said = {"origin": "http://testserver"}
    assert Client().post(one.url("stop_diary"), headers=said).status_code == 302


@pytest.mark.covers("R71")
def test_daily_and_weekly_it_is_quick_voluntary_and_about_pain_movement_and_medicine(one: Keeper) -> None:
    weekly = keeping.begin(participant=one.participant, slug="pulse")
    assert Diary.objects.count() == 2  # neither was there before somebody began it
    daily, pulse = definition_of(one.diary), definition_of(weekly)
    assert seconds(daily) <= 60
    assert seconds(pulse) <= 20
    with clock.use(lambda: at(5, 19)):
        page = text(one)
        token = keeping.link(diary=weekly, participant=one.participant)
        week = one.client.get(f"/d/{token}/").content.decode()
    for item in ("d_pain", "d_exercise", "d_minutes", "d_meds", "d_tablets"):
        assert f'data-item="{item}"' in page  # all of a day on one page
    questions = re.findall(r'<fieldset[^>]*data-item="(\w+)"[^>]*?( hidden disabled)?>', week)
    assert [name for name, hidden in questions if not hidden] == ["w_pain", "w_days", "w_lost", "w_more"]
    assert [name for name, hidden in questions if hidden] == ["form_feedback", "form_feedback_text"]  # whoever ticks
    for form in ("keep_diary", "stop_diary"):
        assert one.client.post(one.url(form), {"day": "2026-05-05"}).status_code == 302  # nothing is required


def test_opening_changes_nothing(one: Keeper) -> None:
    before = Diary.objects.values().get()
    for name in ("keep_diary", "show_diary_shell", "show_diary_manifest", "run_diary_worker"):
        text(one, name)
    assert Diary.objects.values().get() == before
    assert one.days == {}
    assert FROM_HERE
