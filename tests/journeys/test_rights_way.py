"""Stopping on a phone, and the study office at a desk: in a real browser, with a real worker."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cohort.accounts.models import Role
from cohort.members.models import Erasure, Participant
from tests import factories
from tests.journeys import browser as device
from tests.plugins.stack import Stack
from tests.signing import present_code
from tests.unit.members import own

pytestmark = pytest.mark.journey


@pytest.mark.covers("R22")
def test_a_participant_stops_in_two_clicks(stack: Stack, browser: Browser, pictures: Path) -> None:
    stack.start("web", "worker")
    participant = factories.consenting(own.someone())
    session = own.signed_in(participant).cookies["sessionid"].value
    with device.page_of(browser, device.PHONE) as page:
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": stack.address}])
        page.goto(f"{stack.address}/mine/")
        page.locator("a[href='/mine/stop/']").click()
        page.wait_for_url("**/mine/stop/")
        device.looked_at(page, "own-stop", pictures)
        page.locator("section[aria-labelledby=now] button").click()
        page.locator("dl.facts").wait_for()
        device.looked_at(page, "own-stopped", pictures)
        assert str(Erasure.objects.get().uuid) in page.inner_text("main")
        stack.wait(lambda: not Participant.objects.exists(), "a worker that erases")
        page.goto(f"{stack.address}/mine/")
        assert page.url.endswith("/mine/find/")


def test_the_office_finds_opens_and_looks(stack: Stack, browser: Browser, pictures: Path) -> None:
    stack.start("web")
    participant = factories.consenting(own.someone())
    office = factories.staff(Role.STUDY_OFFICE)
    with device.page_of(browser, device.DESK) as page:
        page.goto(f"{stack.address}/accounts/login/")
        page.fill("#id_login", office.email)
        page.fill("#id_password", factories.PASSWORD)
        page.locator("main form button.button").click()
        page.wait_for_url("**/second-factor/sign-in/")
        page.fill("#id_code", present_code())
        page.locator("main form button.button").click()
        page.wait_for_url("**/office/")
        device.looked_at(page, "office-search", pictures)
        page.fill("#id_address", "grethe@test.example")
        page.fill("#id_birth_date", "17-04-1953")
        page.locator("main form button.button").click()
        page.wait_for_url(f"**/office/{participant.study_number}/")
        device.looked_at(page, "office-purpose", pictures)
        page.locator("input[value=question]").check()
        page.locator("main form button.button").click()
        page.locator("#choices").wait_for()
        device.looked_at(page, "office-card", pictures)
        page.locator(f"a[href='/office/{participant.study_number}/correct/']").click()
        device.looked_at(page, "office-correct", pictures)
        page.goto(f"{stack.address}/office/{participant.study_number}/stop/")
        device.looked_at(page, "office-stop", pictures)
