"""Every page of answering, in every state, in both languages and on a phone, passes axe-core: for patients."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, expect

from cohort.common import clock
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant, Scope
from questionnaires.actions.diary import keeping
from questionnaires.engine import paging
from questionnaires.models import Assignment, Diary
from tests.journeys.shipped import content
from tests.journeys.shipped.content import PLAN, Open
from tests.journeys.shipped.looking import Looker, looker
from tests.signing import sign_in_own
from tests.unit.questionnaires.diaries import Keeper

pytestmark = pytest.mark.journey
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])
DAY = timedelta(days=1)


@LANGUAGES
def test_every_page_of_every_questionnaire(
    browser: Browser, transactional_db: None, live_server: Any, pictures: Path, language: str
) -> None:
    participant = content.person()
    content.add_packs()
    with looker(browser, live_server.url, language, pictures) as looks:
        for slug in PLAN:
            one = content.opened(participant, slug)
            is_new = slug == PLAN[0] or language == "da"  # in English one of them is enough to see the empty states
            if is_new:
                looks.goto(one.url("open_questionnaire"), f"{slug} new", desk=slug == PLAN[0])
                every_page(looks, one, "unanswered")
            one.save(content.telling(one.definition))
            looks.goto(one.url("open_questionnaire"), f"{slug} begun")
            every_page(looks, one, "answered")
            looks.goto(one.url("submit_answers"), f"{slug} end")
            one.hand_in()


def every_page(looks: Looker, one: Open, state: str) -> None:
    for view in paging.pages(one.definition, one.answers):
        looks.goto_new(one.url("answer_page", view.key), f"{one.slug} {view.number:02d} {view.key} {state}")


def test_a_page_with_faults_is_found(browser: Browser, pictures: Path) -> None:
    with pytest.raises(AssertionError, match=r"(?s)image-alt.*target-size.*wider.*another language"):
        look_at_a_bad_page(browser, pictures)


def look_at_a_bad_page(browser: Browser, pictures: Path) -> None:
    with looker(browser, "http://127.0.0.1", "da", pictures) as looks:
        looks.page.set_content(
            "<html lang=en><title>x</title><main style='width: 50rem'><img src=x>"
            "<button style='width: 5px'>a</button><button style='width: 5px'>b</button></main>"
        )
        looks.look("bad")


@LANGUAGES
def test_every_state_on_the_way(
    browser: Browser, transactional_db: None, live_server: Any, pictures: Path, language: str
) -> None:
    participant = content.person()
    with looker(browser, live_server.url, language, pictures) as looks:
        one = content.opened(participant, "baseline_a")
        looks.goto(one.url("submit_answers"), "end unanswered", desk=True)
        with_errors(looks, one)
        pausing(looks, one)
        handed_in(looks, one)
        over(looks)


def with_errors(looks: Looker, one: Open) -> None:
    view = next(view for view in paging.pages(one.definition, {}) if any(item.type == "integer" for item in view.items))
    number = next(item.id for item in view.items if item.type == "integer")
    looks.goto(one.url("answer_page", view.key), "before an error")
    looks.page.locator(f"[name={number}]").fill("999")
    expect(looks.page.locator(f"#{number}-error")).to_be_visible()
    looks.look("error while typing", desk=True)
    looks.page.locator("#page > .onward .button").tap()
    expect(looks.page.get_by_role("alert")).to_be_visible()
    looks.look("error after sending", desk=True)


def pausing(looks: Looker, one: Open) -> None:
    looks.goto(one.url("show_pause"), "pause", desk=True)
    looks.page.locator("main form button").first.tap()
    expect(looks.page.locator("main form")).to_have_count(0)
    looks.look("pause asked")
    one.token = content.link(one.participant, one.assignment)
    looks.goto(one.url("open_questionnaire"), "paper is offered")
    sheet = looks.page.locator(f"a[href='{one.url('print_paper')}']")
    expect(sheet).to_be_visible()


def handed_in(looks: Looker, first: Open) -> None:
    """Two of them, so that there is something to compare; each sent from this browser."""
    first.save(content.telling(first.definition))
    send(looks, first, "first")
    later = content.opened(first.participant, "week_2")
    later.save(content.telling(later.definition))
    send(looks, later, "later")
    looks.page.locator(f"a[href='{later.url('show_change')}']").tap()
    looks.page.wait_for_url("**/change/")
    looks.look("changes", desk=True)
    looks.page.goto(looks.address + later.url("show_received"))
    looks.page.locator("form[action$='/diary/'] button").tap()
    looks.page.wait_for_url("**/d/**")
    looks.look("diary begun from the thanks")
    for page in ("open_questionnaire", "show_pause"):
        looks.goto(later.url(page), "gone received", 410)


def send(looks: Looker, one: Open, name: str) -> None:
    looks.goto(one.url("submit_answers"), f"end answered {name}", desk=True)
    looks.page.locator("main form .button").tap()
    looks.page.wait_for_url("**/received/")
    looks.look(f"received {name}", desk=True)


def over(looks: Looker) -> None:
    """What is over, each in its own words, and a questionnaire without a question."""
    participant = content.person()
    one = content.opened(participant, "baseline_b")
    content.link(participant, one.assignment)
    looks.goto(one.url("open_questionnaire"), "gone old link", 410, desk=True)
    looks.goto("/q/" + "x" * 43 + "/", "unknown link", 404)
    one = content.opened(participant, "baseline_b")
    Assignment.objects.filter(pk=one.pk).update(closes_at=clock.now() - timedelta(hours=1))
    looks.goto(one.url("open_questionnaire"), "gone closed", 410)
    one = content.opened(participant, "baseline_b")
    token = keeping.link(diary=keeping.begin(participant=participant, slug="diary"), participant=participant)
    decide(participant, Scope.DIARY)
    looks.goto(f"/d/{token}/", "gone diary", 410)
    decide(participant, Scope.QUESTIONNAIRES)
    looks.goto(one.url("open_questionnaire"), "gone stopped", 410)


def decide(participant: Participant, *refused: Scope) -> None:
    text = ConsentText.objects.valid_on(clock.today())
    choices = dict.fromkeys(refused, False)
    consent.decide(participant=participant, text=text, choices=choices, language="da")


@LANGUAGES
def test_every_state_of_a_diary(
    browser: Browser, transactional_db: None, live_server: Any, pictures: Path, language: str
) -> None:
    participant = content.person()
    with looker(browser, live_server.url, language, pictures) as looks:
        for slug in ("diary", "pulse"):
            kept = keeping.begin(participant=participant, slug=slug)
            token = keeping.link(diary=kept, participant=participant)
            a_diary(looks, Keeper(participant, kept, token, Client()), 1 if slug == "diary" else 7)
        own_page(looks, participant, "diaries kept")
        own_page(looks, content.person(), "diaries offered")


def a_diary(looks: Looker, one: Keeper, days: int) -> None:
    name, page = one.diary.instrument.slug, one.url("keep_diary")
    looks.goto(page, f"{name} first day")
    Diary.objects.filter(pk=one.diary.pk).update(begun_at=clock.now() - 90 * DAY)
    one.diary.refresh_from_db()
    looks.goto(page, f"{name} unanswered", desk=True)
    definition = content.newest(name)
    for ago in (0, 1, 3, 6):  # with gaps, as far back as may be written
        day = clock.today() - days * ago * DAY
        given = content.telling(definition)
        with clock.use(lambda ago=ago: clock.system_time() - days * ago * DAY):
            one.write(day - timedelta(days=day.weekday()) if days == 7 else day, clock.now(), **given)
    looks.goto(page, f"{name} answered with gaps", desk=True)
    for way in looks.page.locator("#d_pain .switch button").all()[::-1]:
        way.tap()
        looks.look(f"{name} pain as {way.get_attribute('value')}")
    looks.page.locator("#days a").nth(1).tap()
    looks.look(f"{name} another day")
    waiting(looks, page, name)
    Diary.objects.filter(pk=one.diary.pk).update(ask_again_on=clock.today())
    looks.goto(page, f"{name} asks again")
    looks.page.locator("#stop button").tap()
    expect(looks.page.locator("form[action$='/begin/']")).to_be_visible()
    looks.look(f"{name} rests", desk=True)
    with looks.page.expect_navigation():
        looks.page.locator("form[action$='/begin/'] button").tap()


def waiting(looks: Looker, page: str, name: str) -> None:
    """Written without network."""
    looks.page.goto(looks.address + page)
    looks.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    looks.page.context.set_offline(True)
    box = looks.page.locator("#diary :is(.row, .scale-step):visible").first
    box.tap()
    expect(looks.page.locator(".saved")).not_to_be_empty()
    expect(looks.page.locator(".saved")).not_to_have_attribute("data-state", "saved")
    looks.look(f"{name} waits for network")
    looks.page.context.set_offline(False)
    expect(looks.page.locator(".saved")).to_have_attribute("data-state", "saved")


def own_page(looks: Looker, participant: Participant, name: str) -> None:
    session = sign_in_own(Client(), participant).session.session_key
    looks.page.context.add_cookies([{"name": "sessionid", "value": str(session), "url": looks.address}])
    looks.goto(reverse("pathways:show_own_page"), f"own page {name}", desk=True)
