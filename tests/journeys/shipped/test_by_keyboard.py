"""A whole questionnaire by keyboard alone: Tab, arrows, space and Enter, and one always sees where one is."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from questionnaires.models import Assignment
from tests.journeys.browser import DESK, page_of
from tests.journeys.shipped import content

pytestmark = pytest.mark.journey
MOST_TABS = 120  # on one page
# What has the focus, whether it or what stands around it shows that, and whether it lies on the screen.
FOCUS = """() => {
  const at = document.activeElement;
  const seen = (one) => { const style = getComputedStyle(one); return style.outlineStyle !== "none" &&
    parseFloat(style.outlineWidth) >= 2; };
  const place = (at.closest("label") ?? at).getBoundingClientRect();
  return {
    tag: at.tagName, type: at.type ?? "", name: at.name ?? "", value: at.value ?? "", checked: at.checked ?? false,
    leads: Boolean(at.closest("#page > .onward, main .onward")) || at.matches("main form .button"),
    shows: seen(at) || seen(at.closest("label") ?? at),
    onScreen: place.bottom > 0 && place.top < innerHeight,
    words: (at.innerText ?? "").trim(),
  };
}"""


class Keys:
    """Somebody at a keyboard, who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.first: dict[str, str] = {}  # group of radio buttons → what it got

    def tab(self) -> dict[str, Any]:
        self.page.keyboard.press("Tab")
        return self.at()

    def at(self) -> dict[str, Any]:
        focus = self.page.evaluate(FOCUS)
        assert focus["shows"], f"{self.page.url}: one does not see that {focus} has the focus"
        assert focus["onScreen"], f"{self.page.url}: {focus} has the focus and is not on the screen"
        return dict(focus)

    def answer_page(self) -> None:
        """Through the page, giving an answer to everything, to the button that leads on, and on."""
        for _tab in range(MOST_TABS):
            focus = self.tab()
            if focus["leads"]:
                with self.page.expect_navigation():
                    self.page.keyboard.press("Enter")
                return
            self.answer(focus)
        raise AssertionError(f"{self.page.url}: no way on with the Tab key")

    def answer(self, focus: dict[str, Any]) -> None:
        if focus["type"] == "radio" and not focus["checked"]:
            self.page.keyboard.press("Space")
            self.page.keyboard.press("ArrowDown")
            chosen = self.at()
            assert chosen["checked"], f"{self.page.url}: the arrow chose nothing of {focus['name']}"
            self.first[chosen["name"]] = chosen["value"]
        elif focus["type"] == "checkbox" and not focus["name"].startswith(("not-", "unknown-")):
            if not self.first.get(focus["name"]):
                self.page.keyboard.press("Space")
                self.first[focus["name"]] = focus["value"]
        elif focus["tag"] == "TEXTAREA":
            self.page.keyboard.type("I skoven")
        elif focus["type"] == "text":
            self.page.keyboard.type("3")


@pytest.mark.parametrize(
    ("language", "slug", "begin"), [("da", "baseline_a", "Begynd"), ("en", "week_6", "Start")], ids=["da", "en"]
)
def test_a_whole_questionnaire_by_keyboard(
    browser: Browser, transactional_db: None, live_server: Any, language: str, slug: str, begin: str
) -> None:
    one = content.opened(content.person(), slug)
    with page_of(browser, DESK, "da-DK" if language == "da" else "en-GB") as page:
        page.context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        page.goto(live_server.url + one.url("open_questionnaire"))
        keys = Keys(page)
        while keys.tab()["words"] != begin:
            pass
        with page.expect_navigation():
            page.keyboard.press("Enter")
        while not page.url.endswith("/submit/"):
            keys.answer_page()
        while not keys.tab()["leads"]:
            pass
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.wait_for_url("**/received/")
    assert one.assignment.state == Assignment.State.SUBMITTED
    for name, value in keys.first.items():
        given = one.answers[name]
        assert given == [value] if isinstance(given, list) else str(given).lower() == value, (name, given, value)
    asked = {item.id for item in one.definition.items if item.type in ("choice", "scale") and not item.pack}
    assert len(asked & set(keys.first)) >= len(asked) / 2
