"""A diary on a phone: written in the kitchen, in the forest without network, and on a second device meanwhile."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from cohort.common import clock
from questionnaires.engine import branching
from questionnaires.models import Assignment, Diary
from questionnaires.presenters.diary.page import definition_of
from tests.journeys import browser as browsers
from tests.journeys.browser import looked_at
from tests.unit.questionnaires.diaries import Keeper, keeper

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop running in this thread
        opened = browsers.chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture
def one(browser: Browser, transactional_db: None) -> Keeper:
    made = keeper()
    Diary.objects.update(begun_at=clock.now() - timedelta(days=10))
    return made


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from device(browser)


@pytest.fixture
def tablet(browser: Browser) -> Iterator[Page]:
    yield from device(browser)


def device(browser: Browser, **how: Any) -> Iterator[Page]:
    context = browser.new_context(viewport=browsers.PHONE, locale="da-DK", timezone_id="Europe/Copenhagen", **how)
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


def opened(page: Page, one: Keeper, live_server: Any) -> None:
    """The page, and its worker ready to answer without network."""
    page.goto(live_server.url + one.url("keep_diary"))
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    expect(page.locator("#diary")).to_be_visible()


def kept(page: Page) -> dict[str, str]:
    return page.evaluate("Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('diary ')))")


def saved(page: Page) -> None:
    expect(page.locator(".saved")).to_have_attribute("data-state", "saved")


def waits(page: Page) -> None:
    expect(page.locator(".saved")).to_have_text("Ligger på denne telefon, til der er net igen")


def line(page: Page) -> Locator:
    return page.locator("#d_pain input[type=range]")


def pain(page: Page, value: int) -> None:
    line(page).fill(str(value))


def test_two_days_written_without_network_arrive_once(
    phone: Page, tablet: Page, one: Keeper, live_server: Any, pictures: Path
) -> None:
    opened(phone, one, live_server)
    looked_at(phone, "diary-empty", pictures)
    pain(phone, 40)
    saved(phone)
    phone.context.set_offline(True)
    pain(phone, 60)
    waits(phone)
    phone.locator("#days a").nth(1).click()
    phone.get_by_label("Gik en tur").check()
    pain(phone, 20)
    waits(phone)
    phone.reload()
    waits(phone)
    expect(line(phone)).to_have_value("60")
    expect(phone.locator("#days a")).to_have_count(7)
    looked_at(phone, "diary-offline", pictures)
    assert "d_pain" in " ".join(kept(phone))
    opened(tablet, one, live_server)
    tablet.get_by_label("I vand").check()
    pain(tablet, 70)  # later than the phone's 60
    saved(tablet)
    phone.context.set_offline(False)
    saved(phone)
    assert kept(phone) == {}
    today, yesterday = sorted(one.days, key=str, reverse=True)
    assert one.days[today] == {"d_pain": 70, "d_exercise": ["water"]}
    assert one.days[yesterday] == {"d_pain": 20, "d_exercise": ["walk"]}
    assert Assignment.objects.filter(diary=one.diary).count() == 2
    expect(phone.locator(".diary-chart .d-dot")).to_have_count(2)
    looked_at(phone, "diary-written", pictures)


def test_nothing_that_was_answered_is_in_the_worker_s_store(phone: Page, one: Keeper, live_server: Any) -> None:
    opened(phone, one, live_server)
    pain(phone, 43)
    saved(phone)
    phone.reload()
    expect(line(phone)).to_have_value("43")
    stored = phone.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name))))"
        ".then((all) => Promise.all(all.map((one) => one.keys().then((keys) => Promise.all(keys.map((key) =>"
        " one.match(key).then((found) => found.text().then((text) => [key.url, text]))))))).then((all) => all.flat()))"
    )
    shell = next(text for url, text in stored if url.endswith("/shell/"))
    assert 'value="43"' not in shell
    assert all("/static/" in url or url.endswith("/shell/") for url, _text in stored)


def test_an_answer_opens_a_question_also_without_network(phone: Page, one: Keeper, live_server: Any) -> None:
    opened(phone, one, live_server)
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator("#d_minutes")).to_be_hidden()
    phone.get_by_label("Cyklede").check()
    expect(phone.locator("#d_minutes")).to_be_visible()
    phone.get_by_label("Ikke i dag").check()
    expect(phone.locator("#d_minutes")).to_be_hidden()
    expect(phone.get_by_label("Cyklede")).not_to_be_checked()


WAYS: list[dict[str, Any]] = [
    {"d_exercise": exercise, "d_meds": meds, "d_more": more}
    for exercise in (None, ["none"], ["walk", "bike"])
    for meds in (None, ["none"], ["nsaid"])
    for more in (None, True, False)
]


def test_the_browser_shows_what_the_server_would(phone: Page, one: Keeper, live_server: Any) -> None:
    """The page decides by itself while there is no network; the rule is written twice and must be one."""
    opened(phone, one, live_server)
    for answers in WAYS:
        one.write(clock.today(), clock.now(), **answers)
        with phone.expect_response("**/entries/"):
            phone.evaluate("window.dispatchEvent(new Event('online'))")
        given = {name: value for name, value in answers.items() if value is not None}
        expected = branching.visible(definition_of(one.diary), given)
        for item in ("d_minutes", "d_outdoors", "d_company", "d_tablets", "d_sleep", "d_mood", "d_note"):
            expect(phone.locator(f"#{item}"), str(answers)).to_be_visible(visible=item in expected)


def test_one_tap_stops_it_and_one_begins_again(phone: Page, one: Keeper, live_server: Any, pictures: Path) -> None:
    opened(phone, one, live_server)
    pain(phone, 40)
    saved(phone)
    phone.get_by_role("button", name="Hold fri").click()
    expect(phone.get_by_role("heading", name="Din dagbog hviler")).to_be_visible()
    looked_at(phone, "diary-rests", pictures)
    assert phone.evaluate("Object.keys(localStorage)") == []
    assert phone.evaluate("caches.keys()") == []
    phone.get_by_role("button", name="Begynd igen").click()
    expect(line(phone)).to_have_value("40")


def test_a_wrong_number_is_explained_and_the_rest_is_saved(phone: Page, one: Keeper, live_server: Any) -> None:
    opened(phone, one, live_server)
    phone.get_by_label("Paracetamol").check()
    tablets = phone.locator("[name=d_tablets]")
    tablets.fill("4000")
    expect(phone.locator("#d_tablets-error")).to_have_text(re.compile(r"Vælg noget fra \d+ til \d+\."))
    assert list(one.days.values()) == [{"d_meds": ["paracetamol"]}]
    tablets.fill("4")
    expect(phone.locator("#d_tablets-error")).to_be_hidden()


def test_by_keyboard_alone(phone: Page, one: Keeper, live_server: Any) -> None:
    opened(phone, one, live_server)
    phone.locator("#days a").first.focus()
    for _tab in range(40):
        phone.keyboard.press("Tab")
        if phone.evaluate("document.activeElement.type") == "range":
            phone.keyboard.press("End")
        if phone.evaluate("document.activeElement.value") == "walk":
            phone.keyboard.press("Space")
        if phone.evaluate("document.activeElement.closest('.onward') !== null"):
            break
    phone.keyboard.press("Enter")
    saved(phone)
    assert list(one.days.values()) == [{"d_pain": 100, "d_exercise": ["walk"]}]


@pytest.mark.covers("R72")
def test_pain_is_given_in_three_ways_and_the_way_goes_along(phone: Page, one: Keeper, live_server: Any) -> None:
    """The way is kept on the phone for times without network, and stands with each answer."""
    opened(phone, one, live_server)
    pain(phone, 43)
    saved(phone)
    today = max(one.days, key=str)
    assert (one.days[today], way(one, today)) == ({"d_pain": 43}, "line")
    phone.get_by_role("button", name="Ansigter").click()
    saved(phone)
    expect(phone.get_by_role("radio", name="Noget")).to_be_checked()
    phone.locator(".face").nth(4).click()
    saved(phone)
    assert (one.days[today], way(one, today)) == ({"d_pain": 80, "d_display": "faces"}, "faces")
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.locator(".face").first).to_be_visible()
    phone.locator("#days a").nth(1).click()
    expect(phone.locator(".face").first).to_be_visible()
    phone.locator(".face").nth(1).click()
    waits(phone)
    phone.context.set_offline(False)
    saved(phone)
    assert today is not None
    assert one.days[today - timedelta(days=1)] == {"d_pain": 20, "d_display": "faces"}


def way(one: Keeper, day: date | None) -> object:
    response = Assignment.objects.get(diary=one.diary, day=day).response
    assert response is not None
    return response.trail["d_pain"]["mode"]


def number(page: Page, value: int) -> Locator:
    return page.locator(f"#d_pain [data-way=number] [name=d_pain][value='{value}']")


def test_without_javascript_the_button_saves(browser: Browser, one: Keeper, live_server: Any) -> None:
    for page in device(browser, java_script_enabled=False):
        page.goto(live_server.url + one.url("keep_diary"))
        number(page, 30).check(force=True)
        page.get_by_label("Gik en tur").check()
        page.get_by_role("button", name="Gem").click()
        expect(page.locator(".saved")).to_have_text("Gemt")
        expect(page.locator("#d_minutes")).to_be_visible()
        page.locator("#days a").nth(1).click()
        expect(page.locator("#d_pain [name=d_pain]:checked")).to_have_count(0)
        number(page, 10).check(force=True)
        page.get_by_role("button", name="Gem").click()
        expect(page.locator(".saved")).to_have_text("Gemt")
        assert [answers["d_pain"] for answers in one.days.values()] == [10, 30]
        page.get_by_role("button", name="Hold fri").click()
        page.get_by_role("button", name="Begynd igen").click()
        expect(number(page, 30)).to_be_checked()


def test_in_english_on_a_desk(browser: Browser, one: Keeper, live_server: Any, pictures: Path) -> None:
    with browsers.page_of(browser, browsers.DESK, "en-GB") as page:
        page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])
        opened(page, one, live_server)
        pain(page, 30)
        saved(page)
        expect(page.get_by_role("button", name="Take a break from writing")).to_be_visible()
        expect(page.locator("#days a").first).to_have_text("Today")
        looked_at(page, "diary-desk", pictures)
