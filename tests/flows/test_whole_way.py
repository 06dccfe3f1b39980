"""The whole way of one participant with a real web process, worker, beat and mail server; only time is moved.

What the participant does goes over the network to the web process. What the practice and the researcher do is
called in this process: their signing in has tests of its own.
"""

import io
import re
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from cohort.accounts.models import Role
from cohort.common import clock
from cohort.exports.actions import request as releases
from cohort.exports.models import Release
from cohort.members.models import Participant, Scope
from cohort.outbox.models import Message
from pathways.actions import summaries
from pathways.models import Event, Summary
from questionnaires.models import Assignment, Occasion, Response
from tests import factories
from tests.flows import outage
from tests.flows.browsing import Browser
from tests.plugins.stack import Stack
from tests.signing import sign_in

pytestmark = pytest.mark.flow
EMAIL = "grethe@patient.example"
FORM = {"name": "Grethe Lyngsøe", "born": "17-04-1953", "reach": EMAIL, "language": "da"}
BACK = {"pain_back_nrs": 4, "sick_days_4w": 2}
LIFE = {"wellbeing": 6, "height_cm": 171}


@pytest.mark.covers("R62", "R68")
def test_from_enrolment_to_release(stack: Stack) -> None:
    doctor = factories.staff(of=factories.practice())
    practice = Client()
    sign_in(practice, doctor)
    stack.start("web", "worker", "beat")

    practice.post("/practice/enrol/", FORM)
    participant = Participant.objects.get()
    start = the_letter(stack, 1)
    somebody = Browser(stack.address)
    opening_changes_nothing(somebody, start)
    consented = somebody.send_form(f"{start}consent/", {"text": "1"} | dict.fromkeys(Scope.values, "yes"), on=start)
    assert (consented.status, consented.path) == (200, start.replace("/l/", "/q/"))
    assert Occasion.objects.filter(participant=participant).count() > 8
    answered(somebody, consented.path, BACK)
    assert not Message.objects.filter(kind="reminder").exists()

    stack.later(timedelta(days=3, hours=12))
    invitation = the_letter(stack, 2)
    stack.later(timedelta(days=4))
    reminder = the_letter(stack, 3)
    assert somebody.open(invitation).status == 410, "a newer link has been sent"
    another_device = Browser(stack.address)
    answered(another_device, reminder, LIFE)
    assert another_device.open(reminder).status == 410, "received"
    stack.later(timedelta(days=7))
    answered(another_device, the_letter(stack, 4), BACK)
    stack.later(timedelta(days=10))
    stack.wait(lambda: Assignment.objects.open_at(clock.now()).count() == 0, "an empty to-do list")
    assert len(stack.mail.to(EMAIL)) == 4, "nobody is reminded of what they have answered"

    sign_in(practice, doctor)  # weeks later
    practice.post(f"/participants/{participant.study_number}/record/", ticks(practice, participant))
    assert Event.objects.filter(episode__participant=participant, kind="contact").count() == 1
    printed(stack, participant, doctor)
    released(stack)


def the_letter(stack: Stack, number: int) -> str:
    """The path of the link in the person's letter of that number, once it has come."""
    stack.wait(lambda: len(stack.mail.to(EMAIL)) >= number, f"letter {number}")
    mail = stack.mail.to(EMAIL)[number - 1]
    found = outage.LINK.search(mail.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert found
    return found.group().split("/", 3)[3].join(["/", ""])


def opening_changes_nothing(browser: Browser, path: str) -> None:
    """A mail scanner opens the link again and again."""
    before = list(Participant.objects.values()) + list(Assignment.objects.values())
    for _ in range(5):
        assert browser.open(path).status == 200
        assert browser.open(path, "HEAD").status == 200
    assert list(Participant.objects.values()) + list(Assignment.objects.values()) == before


def answered(browser: Browser, path: str, given: dict[str, int]) -> None:
    """Begin, answer two questions as the page saves them, look through the answers, and hand in."""
    first_page = re.search(rf'href="({path}[\w-]+/)"', browser.open(path).text)
    assert first_page
    saved = browser.autosave(f"{path}answers/", given, on=first_page.group(1))
    assert saved.status == 200, saved.text
    handed_in = browser.send_form(f"{path}submit/", {}, on=f"{path}submit/")
    assert (handed_in.status, handed_in.path) == (200, f"{path}received/")
    response = Response.objects.latest("submitted_at")
    assert given.items() <= response.answers.items()
    assert response.submitted_at is not None


def ticks(practice: Client, participant: Participant) -> dict[str, str]:
    page = practice.get(f"/participants/{participant.study_number}/record/").content.decode()
    form = re.search(r'name="form" value="([^"]+)"', page)
    assert form
    return {"form": form.group(1), "g_contact": "visit", "g_red": "asked_none", "g_treat": "keep_active"}


def printed(stack: Stack, participant: Participant, doctor: object) -> None:
    for audience in Summary.Audience:
        summaries.request(participant=participant, audience=audience, language="da", by=doctor)  # type: ignore[arg-type]
    stack.wait(lambda: Summary.objects.filter(state="ready").count() == 2, "both summaries")
    for summary in Summary.objects.all():
        assert summary.pdf is not None
        assert len(PdfReader(io.BytesIO(summary.pdf)).pages) == 1


def released(stack: Stack) -> None:
    release = releases.request(reason="The whole way", by=factories.staff(Role.RESEARCHER))
    stack.wait(lambda: Release.objects.get(pk=release.pk).state == Release.State.READY, "the release")
    assert (stack.files / "releases" / Release.objects.get(pk=release.pk).file_name).stat().st_size > 0
