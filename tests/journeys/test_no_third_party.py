"""A browser on every page that opens with a plain address: it asks this program and nobody else (S13)."""

from urllib.parse import urlsplit

import pytest
import pytest_django
from django.urls import reverse
from playwright.sync_api import Browser

from tests.journeys.browser import DESK, page_of
from tests.permissions.test_matrix import TABLE, as_role
from tests.permissions.world import build
from tests.plugins.stack import Stack

pytestmark = pytest.mark.journey
# Answers that are no pages: files, and words for programs.
NO_PAGES = {
    *(
        "exports:download_release",
        "exports:office_paper",
        "exports:own_download",
        "exports:show_status",
        "pathways:download_summary",
        "pathways:print_own_agreed",
        "pathways:print_own_agreed_then",
        "questionnaires:print_paper",
        "questionnaires:run_diary_worker",
        "questionnaires:show_diary_manifest",
        "recruitment:download_tally",
        "recruitment:draw_sign_up_picture",
        "recruitment:print_agreed",
        "recruitment:print_cluster_slides",
        "recruitment:print_material",
        "recruitment:print_slip",
        "mfa_download_recovery_codes",
    ),
    *("health_live", "health_ready"),
}


def opened() -> list[tuple[str, str]]:
    """Name of every page and the first role it opens for."""
    return [(row.name, row.reader) for row in TABLE if row.method == "GET" and row.reader and row.name not in NO_PAGES]


@pytest.mark.covers("S13")
def test_no_page_asks_anybody_else(browser: Browser, stack: Stack, settings: pytest_django.Settings) -> None:
    settings.FILES_DIR = stack.files
    world = build()
    stack.start("web")
    keys = {row.name: row.key for row in TABLE}
    own = urlsplit(stack.address).netloc
    asked: list[tuple[str, str]] = []
    missing: list[str] = []
    pages = opened()
    for role in dict.fromkeys(role for _, role in pages):
        session = as_role(world, role).session.session_key
        with page_of(browser, DESK) as page:
            if session:
                page.context.add_cookies([{"name": "sessionid", "value": session, "url": stack.address}])
            page.context.on("request", lambda request: asked.append((page.url, request.url)))
            page.on("response", lambda answer: missing.append(answer.url) if answer.status == 404 else None)
            for name in (name for name, allowed in pages if allowed == role):
                page.goto(f"{stack.address}{reverse(name, kwargs=keys[name](world))}", wait_until="load")
            assert not missing, missing
    foreign = [f"{at} asks {url}" for at, url in asked if urlsplit(url).netloc not in (own, "")]
    assert not foreign, "\n".join(foreign)
    assert len(asked) > 3 * len(pages), "the pages asked for no styles"


def test_asking_somebody_else_is_refused_and_seen(browser: Browser, stack: Stack) -> None:
    """What a page of ours would do with an address of others: the browser does not even try."""
    stack.start("web")
    asked: list[str] = []
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{stack.address}/")
    context.on("requestfailed", lambda request: asked.append(f"{request.failure} {request.url}"))
    page.evaluate("""() => new Promise(done => {
        const image = document.createElement('img');
        image.onerror = done;
        image.src = 'http://192.0.2.1/x.png';
        document.body.append(image);
    })""")
    assert any("csp" in told and "192.0.2.1" in told for told in asked), asked
    context.close()
