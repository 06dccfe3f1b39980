"""Somebody without e-mail and smartphone: enrolled by the doctor, asked and heard by telephone, never written to."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.members.models import Participant, Scope
from cohort.outbox.models import Message
from questionnaires.models import Assignment
from tests import factories
from tests.journeys import steps
from tests.journeys.browser import DESK, looked_at, page_of
from tests.plugins.stack import Stack

pytestmark = pytest.mark.journey


def test_from_the_consultation_to_answers_by_telephone(stack: Stack, browser: Browser, pictures: Path) -> None:
    doctor = factories.staff(of=factories.practice(), name="Karen Holst")
    office = factories.staff(Role.STUDY_OFFICE)
    stack.start()
    with page_of(browser, DESK) as desk:
        enrol_without_an_address(desk, stack, doctor)
        desk.context.clear_cookies()
        participant = Participant.objects.get()
        assert (participant.way, participant.contact.phone) == ("office", "75 12 34 56")
        steps.sign_in(desk, stack.address, office)
        open_card(desk, stack)
        agree_by_telephone(desk, pictures)
        answer_by_telephone(desk, participant)
        desk.goto(f"{stack.address}/office/by-post/")
        expect(desk.locator("[aria-labelledby=to-ask]")).to_contain_text("Ingen venter på dit opkald")
        looked_at(desk, "by_post", pictures)
    assert participant.allows(Scope.QUESTIONNAIRES)
    assert Assignment.objects.get(participant=participant, version__instrument__slug="baseline_a").state == "submitted"
    assert not Message.objects.filter(recipient=participant.actor).exists()


def enrol_without_an_address(desk: Page, stack: Stack, doctor: User) -> None:
    steps.sign_in(desk, stack.address, doctor)
    desk.goto(f"{stack.address}/practice/enrol/")
    desk.get_by_label("Navn").fill("Karna Toft")
    desk.get_by_label("CPR-nummer eller fødselsdato").fill("02-11-1944")
    desk.get_by_text("Hverken mobil eller e-mail: telefon og papir").click()
    desk.get_by_label("Telefonnummer, der ikke kan få beskeder").fill("75 12 34 56")
    desk.get_by_role("button", name="Tilmeld og vis QR-koden").click()
    desk.wait_for_url("**/practice/enrolled/**")


def open_card(desk: Page, stack: Stack) -> None:
    desk.goto(f"{stack.address}/office/by-post/")
    desk.get_by_role("link", name="Karna Toft").click()
    desk.get_by_label("Hjælp med et spørgeskema").check()
    desk.get_by_role("button", name="Åben", exact=True).click()


def agree_by_telephone(desk: Page, pictures: Path) -> None:
    desk.get_by_role("link", name="Skriv samtykke ned").click()
    desk.get_by_label("I telefonen: Jeg har læst den korte tekst højt").check()
    desk.get_by_label("Hvilken dag?").fill(f"{clock.today():%d-%m-%Y}")
    for scope in Scope:
        desk.locator(f"#{scope.value} input[value={'no' if scope is Scope.DIARY else 'yes'}]").check()
    looked_at(desk, "office_agree", pictures)
    desk.get_by_role("button", name="Skriv det ned").click()
    expect(desk.get_by_text("Skemaerne følger samme plan som alle andres.")).to_be_visible()


def answer_by_telephone(desk: Page, participant: Participant) -> None:
    desk.get_by_role("link", name="Papir og telefon").click()
    desk.get_by_role("link", name="Skriv svar ind").first.click()
    desk.get_by_label("I telefonen", exact=True).check()
    desk.get_by_label("Personen sagde i telefonen ja til").check()
    desk.get_by_label("Hvilken dag svarede personen?").fill(f"{clock.today():%d-%m-%Y}")
    desk.locator("fieldset input[type=radio][value='0']").last.check()
    desk.get_by_role("button", name="Send ind").click()
    expect(desk.get_by_text("Svarene er sendt ind.")).to_be_visible()
