"""Headless Chromium as a person uses it: a phone or a desk, and an accessibility scan of each page passed."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 360, "height": 740}
# Chromium reports a form that is shown again for correction as a failed page.
ASKED_AGAIN = "status of 422"
DESK = {"width": 1280, "height": 900}


def chromium(playwright: Playwright) -> Browser:
    """The system's Chromium. Raises RuntimeError saying what to install when there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        raise RuntimeError("Journeys need Chromium: apt-get install chromium")
    return playwright.chromium.launch(executable_path=found, headless=True, args=FLAGS)


@contextmanager
def page_of(
    browser: Browser, size: dict[str, int], language: str = "da-DK", pictures: Path | None = None
) -> Iterator[Page]:
    """A person's own device: nothing shared with any other page."""
    context = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        locale=language,
        timezone_id="Europe/Copenhagen",
        has_touch=size == PHONE,
        permissions=["clipboard-read", "clipboard-write"],
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda line: (
            wrong.append(f"{line.text} {line.location}")
            if line.type == "error" and ASKED_AGAIN not in line.text
            else None
        ),
    )
    try:
        yield page
        assert not wrong, f"the browser complained: {wrong}"
    finally:
        context.close()


def looked_at(page: Page, name: str, pictures: Path) -> None:
    """Scan the page with axe-core, check that nothing is cut off sideways, and keep a picture of it."""
    page.screenshot(path=pictures / f"{name}.png", full_page=True)
    found = Axe().run(page)
    told = [
        f"{rule['id']}: {rule['help']} at {[node['target'] for node in rule['nodes']]}"
        for rule in found.response["violations"]
    ]
    assert not told, f"{name}: {told}"
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{name} is {wider} px wider than the screen"
