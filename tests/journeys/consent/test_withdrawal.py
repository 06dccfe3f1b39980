"""From a message to a stop in two taps on a phone; a worker erases, and the page then says that it is done.

The link in the message opens the page of one's choices. The first tap says "stop everything" and changes nothing yet;
the second says how, and does it. From a text message, whose link opens the questionnaire, it is two taps as well: that
page leads straight to where one stops.
"""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cohort.members.models import Erasure, Participant, Scope
from tests import factories
from tests.journeys.browser import DESK, PHONE, looked_at, page_of
from tests.plugins.stack import Stack
from tests.unit.exports.person.conftest import everything
from tests.unit.members.own import someone

pytestmark = pytest.mark.journey
NAME, EMAIL = "Kanariefugl Sommer", "kanariefugl@patient.example"


def choices_in(stack: Stack) -> str:
    """Two weeks on an invitation comes; the address in its last line."""
    stack.start("web", "worker", "beat")
    stack.later(timedelta(days=14, hours=12))
    stack.wait(lambda: stack.mail.to(EMAIL), "a mail")
    mail = stack.mail.to(EMAIL)[-1].get_body(("plain",))
    assert mail is not None
    (path,) = re.findall(r"/c/[\w-]{43}/", mail.get_content())
    return f"{stack.address}{path}"


@pytest.mark.covers("R20", "R21", "R22", "R23")
def test_two_taps_from_a_message_erase_everything(stack: Stack, browser: Browser, pictures: Path) -> None:
    participant = factories.consenting(someone(name=NAME, email=EMAIL))
    number = participant.study_number
    address = choices_in(stack)
    with page_of(browser, PHONE) as phone:
        phone.goto(address)
        looked_at(phone, "choices-phone", pictures)
        expect(phone.get_by_text("Kanariefugl")).to_have_count(0)
        expect(phone.locator(".site-footer")).to_contain_text("Anne Test")
        phone.get_by_role("switch", name="Danske registre om helbred").click()
        expect(phone.get_by_role("switch", name="Danske registre om helbred")).not_to_be_checked()
        assert not participant.allows(Scope.REGISTERS)
        with phone.expect_download() as kept:
            phone.get_by_role("link", name="Gem det, du har sagt ja til (PDF)").click()
        assert kept.value.suggested_filename == f"rygvej-{number}-1-da.pdf"
        phone.get_by_role("link", name="Stop det hele").click()  # the first tap
        looked_at(phone, "stop-phone", pictures)
        assert not Erasure.objects.exists()
        phone.get_by_role("button", name="Stop, og slet").click()  # the second
        expect(phone.get_by_role("heading", name="Du er stoppet")).to_be_visible()
        looked_at(phone, "stopped-phone", pictures)
        stack.wait(lambda: not Participant.objects.exists(), "a worker that erases")
        phone.get_by_role("link", name="Se, om det er gjort").click()
        expect(phone.get_by_role("heading", name="Det er gjort")).to_be_visible()
        looked_at(phone, "certificate-phone", pictures)
    left = everything(stack.files)
    assert "kanariefugl" not in left
    assert EMAIL not in left


def test_the_choices_at_a_desk(stack: Stack, browser: Browser, pictures: Path) -> None:
    factories.consenting(someone(name=NAME, email=EMAIL))
    with page_of(browser, DESK) as desk:
        desk.goto(choices_in(stack))
        looked_at(desk, "choices-desk", pictures)
        desk.get_by_role("link", name="Stop det hele").click()
        looked_at(desk, "stop-desk", pictures)
