"""Begun on a phone, gone on with on another device, in another language and with larger text: every answer is there."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from questionnaires.engine import paging
from questionnaires.engine.answers import Answers
from questionnaires.models import Assignment
from tests.journeys.browser import DESK, PHONE, page_of
from tests.journeys.shipped import content

pytestmark = pytest.mark.journey
WORDS = {
    "da": {"begin": "Begynd", "resume": "Fortsæt", "next": "Næste", "larger": "Større tekst", "saved": "Gemt"},
    "en": {"begin": "Start", "resume": "Go on", "next": "Next", "larger": "Larger text", "saved": "Saved"},
}
OTHER = {"da": ("English", "en"), "en": ("Dansk", "da")}


@pytest.mark.parametrize("language", ["da", "en"])
def test_going_on_elsewhere(browser: Browser, transactional_db: None, live_server: Any, language: str) -> None:
    one, words = content.opened(content.person(language=language), "baseline_b"), WORDS[language]
    link = live_server.url + one.url("open_questionnaire")
    with page_of(browser, PHONE, "da-DK" if language == "da" else "en-GB") as phone:
        phone.goto(link)
        with phone.expect_navigation():
            phone.get_by_role("link", name=words["begin"]).tap()
        begun = two_pages(phone, words)
        switches_keep_what_was_said(phone, language, begun)
    assert as_text(one.answers).items() >= begun.items()
    with page_of(browser, DESK, "da-DK" if language == "da" else "en-GB") as desk:
        desk.goto(link)
        with desk.expect_navigation():
            desk.get_by_role("link", name=words["resume"]).click()
        key = desk.url.rstrip("/").rpartition("/")[2]
        assert key == paging.resume_key(paging.pages(one.definition, one.answers), one.answers)
        while not desk.url.endswith("/submit/"):
            with desk.expect_navigation():
                desk.get_by_role("button", name=words["next"], exact=True).click()
        desk.locator("main form .button").click()
        desk.wait_for_url("**/received/")
    assert one.assignment.state == Assignment.State.SUBMITTED
    assert as_text(one.answers).items() >= begun.items()
    with page_of(browser, PHONE) as phone:
        assert phone.request.get(link).status == 410


def as_text(answers: Answers) -> dict[str, str]:
    """Each answer as its box says it."""
    return {name: ",".join(value) if isinstance(value, list) else str(value).lower() for name, value in answers.items()}


def two_pages(phone: Page, words: dict[str, str]) -> dict[str, str]:
    """An answer to each question that can be tapped, and the first numbers; what was said."""
    begun: dict[str, str] = {}
    for _page in range(2):
        before = len(begun)
        for question in phone.locator("fieldset.question:not([hidden])").all():
            if question.get_attribute("data-kind") == "rows":
                box = question.get_by_role("radio").first
                question.locator(".row").first.tap()
                begun[str(question.get_attribute("id"))] = str(box.get_attribute("value")).lower()
            elif question.get_attribute("data-kind") == "ticks":
                question.locator(".row").nth(1).tap()
                begun[str(question.get_attribute("id"))] = str(
                    question.get_by_role("checkbox").nth(1).get_attribute("value")
                )
            elif question.get_attribute("data-kind") in ("number", "text", "long_text"):
                question.get_by_role("textbox").fill("3")
                begun[str(question.get_attribute("id"))] = "3"
            elif question.get_attribute("data-kind") == "scale":
                question.locator(".scale-step").nth(4).tap()
                begun[str(question.get_attribute("id"))] = "4"
        assert len(begun) > before, phone.url
        expect(phone.locator(".saved")).to_have_text(words["saved"])
        if not before:
            with phone.expect_navigation():
                phone.get_by_role("button", name=words["next"], exact=True).tap()
    return begun


def switches_keep_what_was_said(phone: Page, language: str, begun: dict[str, str]) -> None:
    """Larger text, and the other language there and back: the same page with the same answers."""
    page = phone.url
    checked = phone.locator("#page input:checked")
    before = [str(box.get_attribute("value")).lower() for box in checked.all()]
    with phone.expect_navigation():
        phone.get_by_role("button", name=WORDS[language]["larger"]).tap()
    name, other = OTHER[language]
    with phone.expect_navigation():
        phone.get_by_role("button", name=name).tap()
    assert phone.url == page
    expect(phone.locator("html")).to_have_attribute("lang", other)
    expect(phone.locator("html")).to_have_class("text-larger")
    assert [str(box.get_attribute("value")).lower() for box in checked.all()] == before
    assert set(before) <= set(begun.values())
