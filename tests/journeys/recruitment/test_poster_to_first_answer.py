"""From a poster to the first answer on a phone, and the practice that confirms its patient in one tap, in Danish."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cohort.members.models import Participant, Practice
from questionnaires.models import Response
from recruitment.models import Channel, Claim, JoinRequest
from tests import factories
from tests.journeys import steps
from tests.journeys.browser import DESK, PHONE, looked_at, page_of
from tests.plugins.stack import Stack

pytestmark = pytest.mark.journey
EMAIL = "niels@patient.example"


@pytest.mark.covers("R15", "R17")
def test_from_the_poster_to_the_first_answer_and_the_practice(stack: Stack, browser: Browser, pictures: Path) -> None:
    practice = factories.practice()
    Practice.objects.filter(pk=practice.pk).update(town="Odense")
    doctor = factories.staff(of=practice, name="Karen Holst")
    gym = Channel.objects.create(kind="gym", name="Kraftværket")
    room = Channel.objects.create(kind="waiting_room", practice=practice)
    stack.start()
    with page_of(browser, DESK) as desk:
        steps.sign_in(desk, stack.address, doctor)
        with page_of(browser, PHONE) as phone:
            signs_up_from_the_gym(phone, f"{stack.address}/x/{gym.code}/join/", pictures)
            link = the_link(stack, EMAIL)
            desk.goto(f"{stack.address}/practice/waiting/")
            expect(desk.get_by_text("Ingen venter på jeres svar")).to_be_visible()  # told nothing before the yes
            says_yes_and_answers(phone, link, pictures)
            signs_up_in_the_waiting_room(phone, f"{stack.address}/x/{room.code}/", pictures)
            without_a_practice(phone, stack, f"{stack.address}/x/{gym.code}/join/")
        the_practice_confirms(desk, stack, pictures)


def signs_up_from_the_gym(phone: Page, address: str, pictures: Path) -> None:
    phone.goto(address)
    looked_at(phone, "join", pictures)
    phone.get_by_role("button", name="Send mig linket").click()
    looked_at(phone, "join-open", pictures)
    fill(phone, "Niels Vang", "03-02-1961", EMAIL)
    phone.get_by_label("Dit lægehus").fill("odense")
    phone.get_by_role("button", name="Send mig linket").click()
    looked_at(phone, "join-which", pictures)
    phone.get_by_label("Lægehuset Nørregade, Odense").check()
    phone.get_by_role("button", name="Send mig linket").click()
    expect(phone.get_by_role("heading", name="Vi har sendt dig en besked")).to_be_visible()
    looked_at(phone, "join-asked", pictures)


def fill(phone: Page, name: str, birth_date: str, email: str) -> None:
    phone.get_by_label("Dit navn").fill(name)
    phone.get_by_label("Fødselsdato").fill(birth_date)
    phone.get_by_label("E-mail eller mobilnummer").fill(email)


def the_link(stack: Stack, to: str) -> str:
    stack.wait(lambda: stack.mail.to(to), "the link")
    text = stack.mail.to(to)[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    found = re.search(r"/l/[\w-]{43}/", text)
    assert found
    assert not JoinRequest.objects.exists()
    return f"{stack.address}{found[0]}"


def says_yes_and_answers(phone: Page, link: str, pictures: Path) -> None:
    phone.goto(link)
    expect(phone.get_by_text("Du har selv tilmeldt dig")).to_be_visible()
    steps.consent_to_everything(phone)
    phone.get_by_role("link", name="Begynd").click()
    steps.answer(phone)
    steps.saved(phone)
    assert Response.objects.get().answers
    assert not Participant.objects.get().has_practice


def signs_up_in_the_waiting_room(phone: Page, address: str, pictures: Path) -> None:
    """From the page of the poster; the practice is one tick, already made."""
    phone.goto(address)
    expect(phone.get_by_text("Lægehuset Nørregade")).to_be_visible()
    phone.get_by_role("link", name="Læs mere og meld dig til").click()
    fill(phone, "Bodil Vang", "09-07-1963", EMAIL)  # a couple with one address
    expect(phone.get_by_label("Min læge er i Lægehuset Nørregade")).to_be_checked()
    looked_at(phone, "join-waiting-room", pictures)
    phone.get_by_role("button", name="Send mig linket").click()
    expect(phone.get_by_role("heading", name="Vi har sendt dig en besked")).to_be_visible()


def without_a_practice(phone: Page, stack: Stack, address: str) -> None:
    """Who names a practice that is not on the list takes part all the same, and is marked."""
    phone.goto(address)
    fill(phone, "Else Bro", "12-12-1970", "else@patient.example")
    phone.get_by_label("Dit lægehus").fill("Lægerne i Ribe")
    phone.get_by_role("button", name="Send mig linket").click()
    phone.get_by_label("Et andet: skriv »Lægerne i Ribe« ned").check()
    phone.get_by_role("button", name="Send mig linket").click()
    phone.goto(the_link(stack, "else@patient.example"))
    steps.consent_to_everything(phone)
    expect(phone.get_by_role("link", name="Begynd")).to_be_visible()
    claim = Claim.objects.select_related("participant__practice").latest("pk")
    assert (claim.state, claim.named, claim.participant.has_practice) == ("outside", "Lægerne i Ribe", False)
    assert claim.participant.assignments.exists()


def the_practice_confirms(desk: Page, stack: Stack, pictures: Path) -> None:
    desk.goto(f"{stack.address}/practice/")
    desk.get_by_role("link", name="1 person har tilmeldt sig").click()
    expect(desk.get_by_text("Bodil Vang")).to_have_count(0)  # has not said yes
    looked_at(desk, "gp-waiting", pictures)
    desk.get_by_role("button", name="Ja, vores patient").click()
    expect(desk.get_by_text("Om et øjeblik")).to_be_visible()
    looked_at(desk, "gp-waiting-answered", pictures)
    theirs = Participant.objects.order_by("pk").first()
    assert theirs is not None

    def is_moved() -> bool:
        theirs.refresh_from_db()
        return theirs.has_practice

    stack.wait(is_moved, "the move")
    desk.goto(f"{stack.address}/practice/")
    desk.get_by_role("link", name="Niels Vang").click()
    expect(desk.get_by_role("heading", name="Niels Vang")).to_be_visible()
    looked_at(desk, "gp-confirmed", pictures)
