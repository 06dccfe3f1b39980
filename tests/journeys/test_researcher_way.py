"""A researcher in a real browser, a real worker, and the file read back."""

import csv
import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from cohort.accounts.models import Role
from cohort.exports.models import Release
from cohort.members.models import ContactDetails
from questionnaires.models import Assignment, Response
from tests import factories
from tests.journeys import browser
from tests.plugins.stack import Stack
from tests.signing import present_code

pytestmark = pytest.mark.journey


def sign_in(page: Page, stack: Stack, email: str) -> None:
    page.goto(stack.address)
    browser.looked_at(page, "front", stack.folder)
    page.locator("main a[href='/accounts/login/']").click()
    browser.looked_at(page, "sign-in", stack.folder)
    page.fill("#id_login", email)
    page.fill("#id_password", factories.PASSWORD)
    page.locator("main form button.button").click()
    page.wait_for_url("**/second-factor/sign-in/")
    browser.looked_at(page, "second-step", stack.folder)
    page.fill("#id_code", present_code())
    page.locator("main form button.button").click()
    page.wait_for_url("**/releases/")


@pytest.mark.covers("R25", "R105")
def test_a_researcher_asks_watches_and_fetches(stack: Stack, tmp_path: Path) -> None:
    researcher = factories.staff(Role.RESEARCHER, name="Rikke Forsker")
    doctor = factories.staff(of=factories.practice())
    person = factories.consenting(factories.enrolled(by=doctor).participant)
    assignment = Assignment.objects.get(participant=person, version__instrument__slug="baseline_a")
    response = Response.objects.create(version=assignment.version, answers={"pain_sites": ["neck"]})
    Assignment.objects.filter(pk=assignment.pk).update(response=response, state="submitted", next_message_at=None)
    Response.objects.filter(pk=response.pk).update(submitted_at=response.saved_at)
    stack.start("web", "worker")

    with sync_playwright() as playwright:
        chromium = browser.chromium(playwright)
        with browser.page_of(chromium, browser.DESK) as page:
            sign_in(page, stack, researcher.email)
            browser.looked_at(page, "no-releases", stack.folder)
            page.fill("#id_reason", "Smerter efter tre måneder, projekt 12")
            page.locator("main form button.button").click()
            page.wait_for_url("**/releases/1/")
            page.locator("a[href='/releases/1/download/']").wait_for()
            browser.looked_at(page, "release", stack.folder)
            with page.expect_download() as fetching:
                page.locator("a[href='/releases/1/download/']").click()
            fetching.value.save_as(tmp_path / "release.zip")
            page.goto(f"{stack.address}/releases/")
            browser.looked_at(page, "releases", stack.folder)
        chromium.close()

    content = (tmp_path / "release.zip").read_bytes()
    assert hashlib.sha256(content).hexdigest() == Release.objects.get().sha256
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    line = next(csv.DictReader(io.StringIO(files["answers/baseline_a.csv"].decode())))
    assert (line["participant"], line["pain_sites___neck"]) == (person.study_number, "1")
    contact = ContactDetails.objects.get(participant=person)
    for secret in (contact.name, contact.email, contact.birth_date, doctor.name):
        assert secret.encode() not in b"".join(files.values())
