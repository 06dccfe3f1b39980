"""A participant finds the own page, types the code that came the other way, looks, chooses and leaves, in Danish."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.actions import looking
from cohort.members.models import Participant, Scope
from pathways.actions import record
from questionnaires.actions import answers as answering
from questionnaires.engine.answers import Value
from questionnaires.models import Assignment, Version
from tests import factories
from tests.journeys.browser import DESK, PHONE, looked_at, page_of
from tests.plugins.stack import Stack
from tests.unit.members.own import AT_GATEWAY, MOBILE, code_in
from tests.unit.pathways.conftest import BASELINE

pytestmark = pytest.mark.journey
EMAIL = "grethe@patient.example"


def months_ago(stack: Stack) -> Participant:
    """Somebody who has answered and been to the doctor, shares nothing, and has a form to answer."""
    doctor = factories.staff(of=factories.practice(), name="Karen Holst")
    enrolled = factories.enrolled(by=doctor, email=EMAIL, mobile=MOBILE)
    participant = factories.consenting(enrolled.participant, share=False)
    answered(participant, "baseline_a", BASELINE)
    been_to(participant, doctor)
    stack.later(timedelta(days=15))
    return participant


def answered(participant: Participant, slug: str, answers: dict[str, Value]) -> None:
    assignment = Assignment.objects.get(participant=participant, version__instrument__slug=slug)
    answering.save(assignment=assignment, patch=answers, now=clock.now(), how=answering.Manner("da"))
    assignment.refresh_from_db()
    answering.submit(assignment=assignment, by=participant.actor)


def been_to(participant: Participant, doctor: User) -> None:
    looking.looked_at(participant=participant, what="page", by=doctor)
    record.capture(
        participant=participant,
        version=Version.objects.current("gp_first"),
        form=uuid4(),
        answers={"g_contact": "visit"},
        by=doctor,
    )


@pytest.mark.covers("R21")
def test_from_the_front_page_to_the_own_page_and_out_again(stack: Stack, browser: Browser, pictures: Path) -> None:
    participant = months_ago(stack)
    stack.start()
    with page_of(browser, PHONE) as phone:
        the_way_in(phone, stack, pictures)
        the_page(phone, participant, pictures)
        the_form_that_waits(phone, stack)
        the_answers(phone, pictures)
        the_contact_details(phone, stack, pictures)
        phone.get_by_role("button", name="Log ud").click()
        looked_at(phone, "own-left-phone", pictures)
        phone.goto(f"{stack.address}/mine/")
        expect(phone.get_by_role("button", name="Send mig et link")).to_be_visible()
    answered(participant, "week_2", {"pain_back_nrs": 4})
    with page_of(browser, DESK) as desk:
        link = find(desk, stack, "20304050", AT_GATEWAY)
        desk.goto(link)
        looked_at(desk, "own-link-desk", pictures)
        desk.get_by_role("button", name="Send mig en kode").click()
        stack.wait(lambda: stack.mail.to("lyngsoe@patient.example"), "the code by e-mail")
        mail = stack.mail.to("lyngsoe@patient.example")[0].get_body(("plain",))
        assert mail is not None
        desk.get_by_label("Seks tal").fill(code_in(mail.get_content()))
        desk.keyboard.press("Enter")
        expect(desk.locator(".timeline-frame svg")).to_be_visible()
        looked_at(desk, "own-page-desk", pictures)


def find(page: Page, stack: Stack, address: str, at: str) -> str:
    """Ask for a link by that address; the link from the message."""
    page.goto(stack.address)
    page.get_by_role("link", name="Se mine tidligere svar og mine valg").click()
    page.get_by_label("Fødselsdato").fill("17-04-1953")
    page.get_by_label("E-mail eller mobilnummer").fill(address)
    before = len(stack.mail.to(at))
    page.get_by_role("button", name="Send mig et link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvis du er med, er der et link på vej")
    stack.wait(lambda: len(stack.mail.to(at)) > before, "the link")
    mail = stack.mail.to(at)[-1].get_body(("plain",))
    assert mail is not None
    (link,) = re.findall(r"http://\S+/mine/\S+", mail.get_content())
    return str(link)


def the_way_in(phone: Page, stack: Stack, pictures: Path) -> None:
    phone.goto(f"{stack.address}/mine/find/")
    looked_at(phone, "own-find-phone", pictures)
    phone.get_by_role("button", name="Send mig et link").click()
    looked_at(phone, "own-find-wrong-phone", pictures)
    link = find(phone, stack, EMAIL, EMAIL)
    looked_at(phone, "own-asked-phone", pictures)
    phone.goto(link)
    looked_at(phone, "own-link-phone", pictures)
    phone.get_by_role("button", name="Send mig en kode").click()
    looked_at(phone, "own-code-phone", pictures)
    stack.wait(lambda: stack.mail.to(AT_GATEWAY), "the code by text message")
    text = stack.mail.to(AT_GATEWAY)[0].get_content()
    code = code_in(text)
    phone.get_by_label("Seks tal").fill(f"{(int(code) + 1) % 1_000_000:06d}")
    phone.get_by_role("button", name="Åbn min side").click()
    looked_at(phone, "own-code-wrong-phone", pictures)
    phone.get_by_label("Seks tal").fill(code)
    phone.get_by_role("button", name="Åbn min side").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Hej Grethe")


def the_page(phone: Page, participant: Participant, pictures: Path) -> None:
    looked_at(phone, "own-page-phone", pictures)
    expect(phone.locator(".timeline-rows")).to_contain_text("7/10")
    expect(phone.locator(".own-looks")).to_contain_text("Lægehuset Nørregade")
    assert "Karen Holst" not in phone.content()
    share = phone.locator("form:has(input[name=share])").get_by_role("switch")
    expect(share).to_have_attribute("aria-checked", "false")
    share.click()
    expect(share).to_have_attribute("aria-checked", "true")
    assert participant.allows(Scope.SHARE)
    phone.get_by_role("button", name="Større tekst").click()
    assert "text-larger" in (phone.locator("html").get_attribute("class") or "")
    looked_at(phone, "own-page-phone-larger", pictures)
    phone.get_by_role("button", name="Større tekst").click()
    looked_at(phone, "own-page-phone-largest", pictures)
    phone.get_by_role("button", name="Normal tekst").click()


def the_form_that_waits(phone: Page, stack: Stack) -> None:
    phone.get_by_role("button", name="Efter 2 uger").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Efter 2 uger")
    phone.goto(f"{stack.address}/mine/")


def the_answers(phone: Page, pictures: Path) -> None:
    phone.locator("section[aria-labelledby=earlier] a").last.click()
    expect(phone.locator(".review")).to_contain_text("Må jeg løbe igen?")
    looked_at(phone, "own-answers-phone", pictures)
    phone.get_by_role("link", name="Tilbage til min side").first.click()


def the_contact_details(phone: Page, stack: Stack, pictures: Path) -> None:
    phone.get_by_role("link", name="Ret det her").click()
    phone.get_by_label("E-mail").fill("nobody")
    phone.get_by_role("button", name="Gem").click()
    looked_at(phone, "own-contact-wrong-phone", pictures)
    phone.get_by_label("E-mail").fill("lyngsoe@patient.example")
    phone.get_by_role("button", name="Gem").click()
    expect(phone.get_by_text("lyngsoe@patient.example")).to_be_visible()
    stack.wait(lambda: any("rettet" in mail["subject"] for mail in stack.mail.to(EMAIL)), "word of the change")
