"""What only a browser shows: saving while the net is away, and answering without JavaScript."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.journeys import browser as browsers
from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import Person

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright keeps a loop running in this thread
        opened = browsers.chromium(playwright)
        yield opened
        opened.close()


@pytest.fixture
def person(browser: Browser, transactional_db: None) -> Person:
    return answering.person()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    yield context.new_page()
    context.close()


def in_english(page: Page, live_server: Any) -> None:
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": live_server.url}])


@pytest.mark.covers("R66")
def test_answers_given_while_the_net_is_away_are_saved_when_it_is_back(
    phone: Page, person: Person, live_server: Any
) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "work"))
    address = "**" + person.url("save_answer")
    phone.route(address, lambda route: route.abort())
    phone.locator("#hurts .scale-step").nth(7).click()
    phone.locator("#works .row").first.click()
    expect(phone.locator(".saved")).to_have_text("Not saved yet – we keep trying")
    assert person.answers == {}
    phone.unroute(address)
    expect(phone.locator(".saved")).to_have_text("Saved", timeout=15_000)
    assert person.answers == {"hurts": 7, "works": True}
    assert "s" in person.assignment.response.trail["hurts"]


def test_an_answer_opens_a_question_and_shuts_it_again(phone: Page, person: Person, live_server: Any) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "back"))
    expect(phone.locator("#where_text")).to_be_hidden()
    phone.get_by_label("Other").check()
    expect(phone.locator("#where_text")).to_be_visible()
    phone.get_by_label("Low back").check()
    expect(phone.locator("#where_text")).to_be_hidden()


def test_what_excludes_each_other_settles_itself(phone: Page, person: Person, live_server: Any) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "back"))
    helps = phone.locator("#helps")
    for label, answer in (
        ("Walking", ["walk"]),
        ("Nothing", ["none"]),
        ("Rest", ["rest"]),
        ("I would rather not say", {"missing": "p"}),
        ("I don't know", {"missing": "d"}),
        ("I would rather not say", {"missing": "p"}),
        ("Walking", ["walk"]),
    ):
        with phone.expect_response("**/answers/"):
            helps.get_by_label(label).check()
        assert person.answers["helps"] == answer


def test_a_wrong_number_is_explained_at_once_and_forgotten_when_mended(
    phone: Page, person: Person, live_server: Any
) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "numbers"))
    phone.locator("[name=days]").fill("99")
    expect(phone.locator("#days-error")).to_have_text("Choose something from 0 to 28.")
    phone.locator("[name=days]").fill("9")
    expect(phone.locator("#days-error")).to_be_hidden()
    assert person.answers == {"days": 9}


@pytest.mark.covers("S13")
def test_the_browser_tells_nobody_the_address_of_the_page(phone: Page, person: Person, live_server: Any) -> None:
    """Forms name the origin they come from, which the check against forgery wants, and never the token."""
    sent: list[dict[str, str]] = []
    phone.on("request", lambda request: sent.append(request.all_headers() if request.is_navigation_request() else {}))
    phone.goto(live_server.url + person.url("answer_page", "work"))
    phone.locator("#page .button").click()
    phone.wait_for_url("**/back/")
    assert any(headers.get("origin") == live_server.url for headers in sent)
    assert all(person.token not in headers.get("referer", "") for headers in sent)


@pytest.mark.covers("R69")
def test_the_whole_way_works_without_javascript(browser: Browser, person: Person, live_server: Any) -> None:
    context = browser.new_context(viewport=browsers.PHONE, locale="da-DK", java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + person.url("open_questionnaire"))
    page.locator("main a.button").click()
    page.locator("#hurts .scale-step").nth(4).click()
    page.locator("#page .button").click()
    page.locator("#where .row").last.click()
    page.locator("#page .button").click()
    page.locator("[name=where_text]").fill("Skulderen")
    page.locator("#page .button").click()
    page.locator("[name=days]").fill("3")
    page.locator("#page .button").click()
    page.locator("main form .button").click()
    page.wait_for_url("**/received/")
    context.close()
    assert person.assignment.state == "submitted"
    assert person.answers["hurts"] == 4
    assert person.answers["where_text"] == "Skulderen"
    assert person.answers["days"] == 3


def test_answers_that_wait_live_through_a_reload(phone: Page, person: Person, live_server: Any) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "work"))
    address = "**" + person.url("save_answer")
    phone.route(address, lambda route: route.abort())
    phone.locator("#hurts .scale-step").nth(7).click()
    expect(phone.locator(".saved")).to_have_text("Not saved yet – we keep trying")
    phone.reload()
    expect(phone.locator("#hurts [value='7']")).to_be_checked()
    assert person.answers == {}
    phone.unroute(address)
    phone.goto(live_server.url + person.url("answer_page", "numbers"))  # another page sends them too
    expect(phone.locator(".saved")).to_have_text("Saved", timeout=15_000)
    assert person.answers == {"hurts": 7}
    assert phone.evaluate("localStorage.length") == 0


def test_an_answer_that_waited_gives_way_to_a_newer_one_from_another_device(
    phone: Page, person: Person, live_server: Any
) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "work"))
    address = "**" + person.url("save_answer")
    phone.route(address, lambda route: route.abort())
    phone.locator("#hurts .scale-step").nth(7).click()
    phone.locator("#works .row").first.click()
    expect(phone.locator(".saved")).to_have_text("Not saved yet – we keep trying")
    assert person.patch({"answers": {"hurts": 2}}).status_code == 200
    phone.unroute(address)
    expect(phone.locator(".saved")).to_have_text("Saved", timeout=15_000)
    expect(phone.locator("#hurts [value='2']")).to_be_checked()
    expect(phone.locator("#hurts-error")).to_contain_text("another device")
    assert person.answers == {"hurts": 2, "works": True}


def test_a_page_without_a_network_is_not_left_for_nothing(phone: Page, person: Person, live_server: Any) -> None:
    """The button of a page leads nowhere while the net is away: it says so, and goes on when it is back."""
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "work"))
    phone.context.set_offline(True)
    phone.locator("#hurts .scale-step").nth(7).click()
    phone.locator("#page .button").click()
    expect(phone.locator(".saved")).to_have_text("Not saved yet – we keep trying")
    phone.context.set_offline(False)
    expect(phone.locator(".saved")).to_have_text("Saved", timeout=15_000)
    phone.locator("#page .button").click()
    phone.wait_for_url("**/back/")
    assert person.answers == {"hurts": 7}


def test_going_on_takes_nothing_back_that_was_answered_elsewhere(phone: Page, person: Person, live_server: Any) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "back"))
    phone.wait_for_timeout(20)
    assert person.patch({"answers": {"where": "low", "helps": ["walk"]}}).status_code == 200
    with phone.expect_response("**/answers/"):
        phone.get_by_label("Other").check()
    phone.locator("#page .button").click()
    phone.wait_for_url("**/numbers/")
    assert person.answers == {"where": "other", "helps": ["walk"]}
    assert "s" in person.assignment.response.trail["where"]


def test_the_later_of_two_quick_answers_stands_however_long_the_first_was_on_its_way(
    phone: Page, person: Person, live_server: Any
) -> None:
    in_english(phone, live_server)
    phone.goto(live_server.url + person.url("answer_page", "work"))
    held: list[Route] = []
    address = "**" + person.url("save_answer")
    phone.route(address, lambda route: route.continue_() if held else held.append(route))
    phone.locator("#hurts .scale-step").nth(7).click()
    phone.locator("#hurts .scale-step").nth(8).click()
    phone.wait_for_timeout(500)
    held[0].continue_()
    expect(phone.locator(".saved")).to_have_text("Saved")
    expect(phone.locator("#hurts [value='8']")).to_be_checked()
    phone.wait_for_timeout(200)
    assert person.answers == {"hurts": 8}
