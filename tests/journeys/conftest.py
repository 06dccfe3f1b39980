"""A running program and a browser for each journey; pictures of every page passed stay in .rygvej/pictures/."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, sync_playwright

from cohort.config.local import folders
from tests.journeys.browser import chromium


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread; the test asks the database between the browser's steps.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser
        browser.close()
        # Inside Playwright's loop Django keeps connections of its own, and the next test has another database.
        connections.close_all()


@pytest.fixture
def pictures() -> Path:
    """Where to look at what the journey saw."""
    folder = folders.LOCAL / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
