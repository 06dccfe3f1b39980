"""Enrolling within the consultation: by keyboard alone from patient to patient, and on a phone; measured each time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cohort.accounts.models import Role, User
from cohort.members.models import Participant
from recruitment.actions import workload
from recruitment.models import ScreeningEntry
from tests import factories
from tests.journeys import steps
from tests.journeys.browser import DESK, PHONE, looked_at, page_of
from tests.plugins.stack import Stack

pytestmark = pytest.mark.journey
LONGEST = 30  # seconds, for a patient whose three fields are known
NO_POINTER = "addEventListener('pointerdown', () => { throw new Error('a pointer was used'); }, true);"


class Keys:
    """A keyboard that counts what is pressed besides the letters of what is typed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.presses = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.presses += 1

    def fill(self, *fields: str) -> None:
        """The fields one after the other, and sent."""
        expect(self.page.get_by_label("Navn")).to_be_focused()  # by itself
        for number, field in enumerate(fields):
            if number:
                self.press("Tab")
            self.page.keyboard.type(field)
        self.press("Enter")

    def next_patient(self) -> None:
        """One press: the page of the QR code has its focus there."""
        expect(self.page.get_by_role("link", name="Næste patient")).to_be_focused()
        self.press("Enter")
        self.page.wait_for_url("**/practice/enrol/")
        expect(self.page.get_by_label("Navn")).to_be_focused()


@contextmanager
def desk(browser: Browser, stack: Stack, doctor: User) -> Iterator[Page]:
    """Signed in, and from then on without a mouse: a pointer would be an error of the page, which fails the test."""
    with page_of(browser, DESK) as page:
        steps.sign_in(page, stack.address, doctor)
        page.wait_for_url("**/practice/")
        page.context.add_init_script(NO_POINTER)
        yield page


@pytest.mark.covers("R7")
def test_by_keyboard_alone_from_patient_to_patient(stack: Stack, browser: Browser, pictures: Path) -> None:
    doctor = factories.staff(of=factories.practice(), name="Karen Holst")
    stack.start()
    with desk(browser, stack, doctor) as page:
        page.goto(f"{stack.address}/practice/enrol/")
        keys = Keys(page)
        looked_at(page, "gp-enrol", pictures)
        keys.fill("Grethe Lyngsøe", "17-04-1953", "grethe@patient.example")
        expect(page.locator(".qr svg")).to_be_visible()
        looked_at(page, "gp-enrolled", pictures)
        keys.next_patient()
        keys.fill("Poul Krogh", "210127-0087", "20 30 40 50")
        expect(page.locator(".qr svg")).to_be_visible()
        assert keys.presses == 7, "three for each patient, and one between them"
        keys.next_patient()
        page.keyboard.type("Inge Holm")
        keys.press("Tab")
        page.keyboard.type("1-2-1940")
        for key in ("Tab", "Tab", "Enter", "Tab"):  # past e-mail and mobile: there are none
            keys.press(key)
        looked_at(page, "gp-enrol-paper", pictures)
        page.keyboard.type("87 65 43 21")
        keys.press("Enter")
        page.wait_for_url("**/practice/enrolled/**")
        expect(page.locator("#office")).to_be_visible()
        looked_at(page, "gp-enrolled-paper", pictures)
    entries = list(ScreeningEntry.objects.all())
    assert len(entries) == 3
    assert all(entry.seconds is not None and entry.seconds <= LONGEST for entry in entries)
    people = {person.contact.name: person for person in Participant.objects.select_related("contact")}
    assert people["Poul Krogh"].contact.cpr == "2101270087"
    assert people["Poul Krogh"].contact.mobile == "+4520304050"
    assert people["Inge Holm"].way == Participant.Way.OFFICE


@pytest.mark.covers("R7")
def test_on_a_phone(stack: Stack, browser: Browser, pictures: Path) -> None:
    doctor = factories.staff(of=factories.practice(), name="Karen Holst")
    stack.start()
    with page_of(browser, PHONE) as phone:
        steps.sign_in(phone, stack.address, doctor)
        phone.wait_for_url("**/practice/")
        looked_at(phone, "gp-practice-phone", pictures)
        phone.get_by_role("link", name="Tilmeld en patient").last.tap()
        phone.get_by_role("button", name="Ikke tid").tap()
        expect(phone.get_by_role("button", name="Fortryd")).to_be_visible()
        assert ScreeningEntry.objects.get().reason == "no_time"
        looked_at(phone, "gp-asked-phone", pictures)
        phone.get_by_role("button", name="Fortryd").tap()
        expect(phone.get_by_role("button", name="Fortryd")).to_have_count(0)
        assert not ScreeningEntry.objects.exists()
        phone.get_by_label("Navn").fill("Grethe Lyngsøe")
        phone.get_by_label("CPR-nummer eller fødselsdato").fill("17041953")
        phone.get_by_label("E-mail eller mobilnummer").fill("grethe@patient.example")
        looked_at(phone, "gp-enrol-phone", pictures)
        phone.get_by_role("button", name="Tilmeld og vis QR-koden").tap()
        expect(phone.locator(".qr svg")).to_be_visible()
        looked_at(phone, "gp-enrolled-phone", pictures)
        phone.goto(f"{stack.address}/for-practices/")
        looked_at(phone, "gp-expectations-phone", pictures)
    entry = ScreeningEntry.objects.get()
    assert entry.seconds is not None
    assert entry.seconds <= LONGEST


def test_the_pages_of_figures_can_be_read(stack: Stack, browser: Browser, pictures: Path) -> None:
    doctor = factories.staff(of=factories.practice(), name="Karen Holst")
    factories.enrolled(by=doctor)
    workload.refresh()
    stack.start()
    for user, path in ((doctor, "/practice/"), (factories.staff(Role.STUDY_OFFICE), "/office/workload/")):
        with page_of(browser, DESK) as page:
            page.goto(f"{stack.address}/for-practices/")
            looked_at(page, "expectations-desk", pictures)
            steps.sign_in(page, stack.address, user)
            page.wait_for_url(lambda address: "accounts" not in address)
            page.goto(f"{stack.address}{path}")
            expect(page.get_by_role("table").first).to_be_visible()
            looked_at(page, f"figures-{user.role}", pictures)
