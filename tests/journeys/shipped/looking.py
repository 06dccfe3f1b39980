"""Looking at many pages quickly: each opened by its address, scanned once with axe-core, and measured for its width."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, Page

from tests.journeys.browser import DESK, PHONE

# WCAG 2.2 A and AA. The size of what is tapped is a rule of 2.2 that axe-core leaves out unless it is asked for.
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
SCAN = """(rules) => axe.run(document, rules).then((found) => found.violations.map((rule) =>
  `${rule.id}: ${rule.help} at ${rule.nodes.map((node) => node.target).join(" | ")}`))"""
PICTURED = "da"  # a picture of each page takes as long as its scan
FOLDED = "document.querySelectorAll('details').forEach((one) => (one.open = !one.open))"
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What differs between two pages that are the same: links, keys, and how far one is.
DIFFERS = re.compile(
    r"/[qd]/[\w-]{43}/[\w/]*|value=\"\w{64}\"|<title>.*?</title>|<p class=\"progress\">.*?</p>", re.DOTALL
)


@dataclass
class Looker:
    """A browser of one person that keeps what it found wrong until the end, so that one run tells all of it."""

    page: Page
    address: str
    language: str
    pictures: Path
    faults: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    count: int = 0

    def goto(self, path: str, name: str, status: int = 200, *, desk: bool = False) -> None:
        """Open the page at that path and look at it; with `desk` on a large screen too."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        if answer.status != status:
            self.faults.append(f"{name}: {answer.status}, expected was {status}")
        self.look(name, desk=desk)

    def goto_new(self, path: str, name: str) -> None:
        """The same, unless word for word the same page was opened before: many questions stand in several forms."""
        words = DIFFERS.sub("", self.page.request.get(f"{self.address}{path}").text())
        if words not in self.seen:
            self.seen.add(words)
            self.goto(path, name)

    def look(self, name: str, *, desk: bool = False) -> None:
        """Scan what stands there now, and once more with everything opened that can be."""
        self._scan(name)
        if self.page.locator("details:not([open])").count():
            self.page.evaluate(FOLDED)
            self._scan(f"{name} opened")
            self.page.evaluate(FOLDED)
        if desk:
            self.page.set_viewport_size({"width": DESK["width"], "height": DESK["height"]})
            self._scan(f"{name} at a desk")
            self.page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})

    def _scan(self, name: str) -> None:
        self.count += 1
        name = f"{name} {self.language}"
        if self.language == PICTURED:
            self.page.screenshot(path=self.pictures / f"every {name}.png", full_page=True)
        self.faults += [f"{name}: {fault}" for fault in self.page.evaluate(SCAN, RULES)]
        wider = self.page.evaluate(WIDER)
        if wider > 0:
            self.faults.append(f"{name} is {wider} px wider than the screen")
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.faults.append(f"{name} is in another language")


@contextmanager
def looker(browser: Browser, address: str, language: str, pictures: Path) -> Iterator[Looker]:
    """A phone in that language. At the end nothing may have been wrong, neither on a page nor with its scripts."""
    context = browser.new_context(viewport=PHONE, locale=language, has_touch=True, reduced_motion="reduce")
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    context.add_init_script(path=AXE_FILE_PATH)
    page = context.new_page()
    page.set_default_timeout(15_000)
    found = Looker(page, address, language, pictures)
    page.on("pageerror", lambda error: found.faults.append(f"{page.url}: {error}"))
    try:
        yield found
    finally:
        context.close()
    assert found.count, "no page was looked at"
    assert not found.faults, "\n".join(found.faults)
