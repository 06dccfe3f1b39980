"""Ways to the own page for tests: a link by a channel, the code from the letter, a browser that has signed in."""

import re
from datetime import timedelta
from typing import Any

from django.test import Client

from cohort.common import clock
from cohort.config.couriers import COURIERS
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from cohort.outbox.letters import Letter
from cohort.outbox.models import Message
from tests import factories

EMAIL, SMS, SCREEN = PersonalLink.Channel.EMAIL, PersonalLink.Channel.SMS, PersonalLink.Channel.SCREEN
MOBILE = "+4520304050"
AT_GATEWAY = "4520304050@sms.example"


def someone(**details: object) -> Participant:
    """Somebody with both an e-mail address and a mobile number, unless told otherwise."""
    doctor = factories.staff(of=factories.practice())
    known: dict[str, Any] = {"email": "grethe@test.example", "mobile": MOBILE}
    return factories.enrolled(by=doctor, **(known | details)).participant


def link(
    participant: Participant,
    channel: PersonalLink.Channel = EMAIL,
    purpose: PersonalLink.Purpose = PersonalLink.Purpose.OWN,
) -> str:
    return links.issue(
        participant=participant,
        purpose=purpose,
        about=f"test {channel}",
        expires_at=clock.now() + timedelta(hours=1),
        by="system:test",
        channel=channel,
    )


def letter(kind: str) -> tuple[Message, Letter]:
    """The newest message of that kind, and its letter as the worker would write it."""
    message = Message.objects.filter(kind=kind).latest("pk")
    assert COURIERS[kind].wanted(message) == ""
    return message, COURIERS[kind].compose(message)


def code_in(text: str) -> str:
    (found,) = re.findall(r"\b\d{6}\b", text)
    return str(found)


def ask(browser: Client, token: str) -> str:
    """Ask for a code in that browser; the digits from the letter."""
    asked = browser.post(f"/mine/{token}/")
    assert (asked.status_code, asked.headers.get("Location")) == (302, "/mine/code/"), asked.content.decode()
    return code_in(letter("own_code")[1].text)


def signed_in(participant: Participant, channel: PersonalLink.Channel = EMAIL) -> Client:
    browser = Client()
    digits = ask(browser, link(participant, channel))
    opened = browser.post("/mine/code/", {"code": digits})
    assert (opened.status_code, opened.headers.get("Location")) == (302, "/mine/")
    return browser
