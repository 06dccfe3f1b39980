"""The way of one patient and one doctor, in Danish: enrol, consent, answer, come back elsewhere, submit, summary."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from cohort.members.models import Participant
from questionnaires.models import Assignment, Response
from tests import factories
from tests.journeys import steps
from tests.journeys.browser import DESK, PHONE, looked_at, page_of
from tests.plugins.stack import Stack

pytestmark = pytest.mark.journey
EMAIL = "grethe@patient.example"


@pytest.mark.covers("R7", "R8", "R20", "R21", "R36", "R62", "R66", "R67", "R77", "R80")
def test_from_the_consultation_to_the_summary(stack: Stack, browser: Browser, pictures: Path) -> None:
    doctor = factories.staff(of=factories.practice(), name="Karen Holst")
    stack.start()
    with page_of(browser, DESK) as desk:
        steps.sign_in(desk, stack.address, doctor)
        looked_at(desk, "gp-list-empty", pictures)
        link = steps.enrol(desk, stack.address, name="Grethe Lyngsøe", birth_date="17-04-1953", email=EMAIL)
        looked_at(desk, "gp-invitation", pictures)
        an_invitation_that_gives_nothing_away(stack)
        the_patient_answers_on_two_devices(browser, link, pictures)
        the_doctor_sees_and_prints(desk, stack, pictures)


def an_invitation_that_gives_nothing_away(stack: Stack) -> None:
    stack.wait(lambda: stack.mail.to(EMAIL), "the invitation")
    mail = stack.mail.to(EMAIL)[0]
    assert "Lægehuset Nørregade" in mail["from"]
    text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert "Karen Holst" in text
    assert "/l/" in text
    for word in ("ryg", "smerte", "back", "pain"):
        assert word not in f"{mail['subject']} {mail['from'].split('<')[0]}".lower()


def the_patient_answers_on_two_devices(browser: Browser, link: str, pictures: Path) -> None:
    with page_of(browser, PHONE) as phone:
        phone.goto(link)
        expect(phone.get_by_text("Karen Holst, Lægehuset Nørregade")).to_be_visible()
        looked_at(phone, "patient-consent", pictures)
        phone.get_by_role("button", name="Gem mine valg og fortsæt").click()
        looked_at(phone, "patient-consent-open", pictures)  # nothing was ticked for the patient
        steps.consent_to_everything(phone)
        looked_at(phone, "patient-start", pictures)
        phone.get_by_role("link", name="Begynd").click()
        looked_at(phone, "patient-question-1", pictures)
        steps.answer(phone)
        steps.saved(phone)
        looked_at(phone, "patient-question-1-saved", pictures)
        steps.go_on(phone)
        steps.answer(phone)
        steps.saved(phone)  # and the phone is put away without pressing anything
    given = Response.objects.get().answers
    assert given["pain_back_nrs"] == 1
    with page_of(browser, DESK) as elsewhere:
        elsewhere.goto(link)
        looked_at(elsewhere, "patient-come-back", pictures)
        elsewhere.get_by_role("link", name="Fortsæt").click()
        looked_at(elsewhere, "patient-question-desk", pictures)
        every_page_to_the_end(elsewhere, pictures)
        looked_at(elsewhere, "patient-end", pictures)
        elsewhere.get_by_role("button", name="Send mine svar").click()
        looked_at(elsewhere, "patient-received", pictures)
        again = elsewhere.request.get(link)
        assert again.status == 410
    answers = Response.objects.get().answers
    assert answers.items() >= given.items()
    assert Assignment.objects.filter(state=Assignment.State.SUBMITTED).count() == 1


def every_page_to_the_end(page: Page, pictures: Path) -> None:
    for number in range(40):
        if page.get_by_role("button", name="Send mine svar").is_visible():
            return
        if number % 2:
            steps.answer(page)  # every second page is left empty: nothing is required
        looked_at(page, f"patient-page-{number:02d}", pictures)
        steps.go_on(page)
    raise AssertionError("the questionnaire does not end")


def the_doctor_sees_and_prints(desk: Page, stack: Stack, pictures: Path) -> None:
    number = Participant.objects.get().study_number
    desk.goto(f"{stack.address}/participants/{number}/")
    looked_at(desk, "gp-patient", pictures)
    desk.get_by_role("link", name="Udfyld journalskabelonen").first.click()
    desk.get_by_label("Fremmøde").first.check()
    desk.get_by_label("Spurgt – ingen").first.check()
    looked_at(desk, "gp-record", pictures)
    desk.get_by_role("button", name="Lav notatet").click()
    note = desk.get_by_role("textbox").input_value()
    assert "ingen" in note
    desk.keyboard.press("c")
    expect(desk.get_by_text("Kopieret")).to_be_visible()
    assert desk.evaluate("navigator.clipboard.readText()") == note
    looked_at(desk, "gp-note", pictures)
    desk.get_by_role("link", name="Tilbage til patienten").click()
    expect(desk.locator(".timeline-frame svg")).to_be_visible()
    looked_at(desk, "gp-patient-after", pictures)
    drawing = desk.locator(".timeline-frame svg").get_attribute("viewBox")
    assert drawing
    for button, says in (("Udskriv mit overblik", number), ("Udskriv patientens overblik", "12345678")):
        desk.goto(f"{stack.address}/participants/{number}/")
        desk.get_by_role("button", name=button).click()
        ready = desk.get_by_role("link", name="Hent PDF")
        expect(ready).to_be_visible(timeout=45_000)
        with desk.expect_download() as download:
            ready.click()
        content = Path(download.value.path()).read_bytes()
        (pictures / f"{button}.pdf").write_bytes(content)
        pages = PdfReader(io.BytesIO(content)).pages
        assert len(pages) == 1
        assert says in pages[0].extract_text().replace(" ", "")
