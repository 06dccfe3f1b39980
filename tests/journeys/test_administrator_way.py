"""An administrator in a real browser: somebody's access is changed, and an idle session ends in words."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cohort.accounts.models import Role, User
from tests import factories
from tests.journeys import steps
from tests.journeys.browser import DESK, PHONE, looked_at, page_of
from tests.plugins.stack import Stack

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_access_is_changed_and_an_idle_session_ends(
    stack: Stack, browser: Browser, pictures: Path, size: dict[str, int]
) -> None:
    boss = factories.staff(Role.ADMINISTRATOR, name="Anne Lund")
    doctor = factories.staff(of=factories.practice())
    stack.start("web")
    width = size["width"]
    with page_of(browser, size) as page:
        page.goto(f"{stack.address}/demo/")
        looked_at(page, f"demo_{width}", pictures)
        steps.sign_in(page, stack.address, boss)
        page.wait_for_url("**/staff/")
        page.get_by_role("link", name="Karen Holst").click()
        looked_at(page, f"staff_person_{width}", pictures)
        page.locator("form[action$='/close/'] button").click()
        expect(page.locator(".note-good")).to_contain_text("Karen Holst")
        looked_at(page, f"staff_closed_{width}", pictures)
        assert not User.objects.get(pk=doctor.pk).is_active

        stack.later(timedelta(minutes=25))
        page.goto(f"{stack.address}/staff/")
        page.wait_for_url("**/accounts/login/**")
        expect(page.locator(".messages")).to_be_visible()
        looked_at(page, f"session_ended_{width}", pictures)
