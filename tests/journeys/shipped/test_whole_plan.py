"""Every questionnaire of the plan is answered by tapping on a phone, and what is stored is what was tapped."""

from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from questionnaires.definition.schema import Item
from questionnaires.engine import branching, paging
from questionnaires.engine.answers import Value
from questionnaires.models import Assignment
from tests.journeys.browser import PHONE, page_of
from tests.journeys.shipped import content
from tests.journeys.shipped.content import PLAN, Open

pytestmark = pytest.mark.journey


def row(question: Locator, value: object) -> Locator:
    """The label around the box of that value: what a finger meets."""
    return question.locator(f"label:has(input[value='{value}'])").first


def tap(page: Page, item: Item, value: Value) -> None:
    """Give that answer to a question, as it stands on the page."""
    question = page.locator(f"fieldset#{item.id}")
    expect(question).to_be_visible()
    kind = question.get_attribute("data-kind")
    if kind == "ticks":
        for box in question.locator(f"input[name='{item.id}']").all():
            wanted = isinstance(value, list) and box.get_attribute("value") in value
            if box.is_checked() != wanted:
                row(question, box.get_attribute("value")).tap()
    elif kind == "tick":
        if question.get_by_role("checkbox").is_checked() != value:
            row(question, "true").tap()
    elif kind in ("rows", "scale"):
        row(question, str(value).lower() if isinstance(value, bool) else value).tap()
    else:
        question.locator(f"[name='{item.id}']").fill(str(value))


def begin(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="Begynd").tap()


def answer_everything(page: Page, one: Open, random: Random, *, scripts: bool) -> dict[str, Value]:
    """From the first page to the last; what was tapped."""
    tapped: dict[str, Value] = {}
    definition = one.definition
    while True:
        key = page.url.rstrip("/").rpartition("/")[2]
        if key == "submit":
            return tapped
        items = next(found.items for found in definition.pages if found.id == key)
        for item in items:
            now_shown = item.id in branching.visible(definition, tapped)
            if now_shown and item.id not in tapped and (scripts or page.locator(f"fieldset#{item.id}").is_visible()):
                tapped[item.id] = content.drawn(item, random)
                tap(page, item, tapped[item.id])
        with page.expect_navigation():
            page.locator("#page > .onward .button").tap()
        assert not page.locator(".question-wrong").count(), f"{one.slug}: {page.locator('.error-summary').inner_text()}"


def hand_in(page: Page, one: Open, tapped: dict[str, Value]) -> None:
    views = paging.pages(one.definition, tapped)
    assert {item.id for view in views for item in view.items} == set(tapped), one.slug
    page.locator("main form .button").tap()
    page.wait_for_url("**/received/")
    assert one.answers == tapped, one.slug
    assert one.assignment.state == Assignment.State.SUBMITTED


def test_every_questionnaire_of_the_plan_is_answered_by_tapping(
    browser: Browser, transactional_db: None, live_server: Any
) -> None:
    participant, random = content.person(), Random(11)
    with page_of(browser, PHONE) as phone:
        for slug in PLAN:
            one = content.opened(participant, slug)
            phone.goto(live_server.url + one.url("open_questionnaire"))
            begin(phone)
            hand_in(phone, one, answer_everything(phone, one, random, scripts=True))


def test_two_of_them_without_javascript(browser: Browser, transactional_db: None, live_server: Any) -> None:
    participant, random = content.person(), Random(12)
    content.add_packs()
    context = browser.new_context(viewport=PHONE, locale="da-DK", has_touch=True, java_script_enabled=False)
    phone = context.new_page()
    phone.set_default_timeout(15_000)
    for slug in ("baseline_a", "week_2"):
        one = content.opened(participant, slug)
        phone.goto(live_server.url + one.url("open_questionnaire"))
        begin(phone)
        hand_in(phone, one, answer_everything(phone, one, random, scripts=False))
    context.close()
