"""The way in without a link: whoever asks gets the same answer, for the same work."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohort.common import clock
from cohort.config.couriers import COURIERS
from cohort.members.actions import links
from cohort.members.models import Participant
from cohort.outbox.letters import SMS_LENGTH
from cohort.outbox.models import Message
from tests.letters import telling
from tests.unit.members.own import AT_GATEWAY, EMAIL, SMS, ask, letter, someone

pytestmark = pytest.mark.django_db

KNOWN = {"birth_date": "17-04-1953", "address": "grethe@test.example"}
STRANGERS = (
    {"birth_date": "18-04-1953", "address": "grethe@test.example"},
    {"birth_date": "17-04-1953", "address": "niels@test.example"},
    {"birth_date": "17-04-1953", "address": "20 30 40 51"},
)


@pytest.fixture
def participant(db: None) -> Participant:
    cache.clear()
    return someone()


def find(**fields: str) -> tuple[int, str]:
    """The status and the page, without what is new each time."""
    answer = Client().post("/mine/find/", fields)
    return answer.status_code, re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def work(act: Callable[[], object]) -> list[str]:
    """The statements an act sends, without their values."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [re.sub(r"'(?:[^']|'')*'|\b\d+\b|\bs\d+_x\d+\b", "?", one["sql"]) for one in captured.captured_queries]


def test_known_and_unknown_people_get_the_same_answer_for_the_same_work(participant: Participant) -> None:
    find(**STRANGERS[0])  # what a process reads once
    answers = [find(**fields) for fields in (KNOWN, *STRANGERS)]
    assert answers[0][0] == 200
    assert len(set(answers)) == 1
    done = [work(partial(find, **fields)) for fields in (KNOWN, *STRANGERS)]
    assert done[0]
    assert all(one == done[0] for one in done)
    assert not any("members_" in statement for statement in done[0])


@pytest.mark.parametrize(
    ("typed", "channel", "to"),
    [
        ("grethe@test.example", EMAIL, "grethe@test.example"),
        ("  GRETHE@Test.Example ", EMAIL, "grethe@test.example"),
        ("20304050", SMS, AT_GATEWAY),
        ("+45 20 30 40 50", SMS, AT_GATEWAY),
    ],
)
def test_the_link_goes_to_the_address_that_was_typed(
    participant: Participant, typed: str, channel: str, to: str
) -> None:
    assert find(birth_date="17.4.1953", address=typed)[0] == 200
    message, made = letter("own_link")
    assert made.to == to
    assert telling(made.sender, made.subject, made.text.replace("http://localhost", "")) == []
    assert len(made.text) <= SMS_LENGTH or channel == EMAIL
    (token,) = re.findall(r"http://localhost/mine/([A-Za-z0-9_-]{43})/", made.text)
    found = links.find(token)
    assert found is not None
    assert (found.participant, found.purpose, found.channel) == (participant, "own", channel)
    assert found.expires_at - found.issued_at <= timedelta(hours=1)
    assert typed.strip() not in message.recipient + message.about
    message.refresh_from_db()
    assert message.recipient == participant.actor
    assert COURIERS["own_link"].wanted(message) == ""
    browser = Client()
    browser.post("/mine/code/", {"code": ask(browser, token)})
    assert browser.get("/mine/").status_code == 200


def test_nothing_is_sent_to_whom_nobody_knows(participant: Participant) -> None:
    for stranger in STRANGERS:
        find(**stranger)
        message = Message.objects.filter(kind="own_link").latest("pk")
        assert COURIERS["own_link"].wanted(message) == "unknown"


def test_an_hour_later_the_link_is_over(participant: Participant) -> None:
    find(**KNOWN)
    message, made = letter("own_link")
    (token,) = re.findall(r"/mine/([A-Za-z0-9_-]{43})/", made.text)
    later = clock.now() + timedelta(hours=1)
    with clock.use(lambda: later):
        assert Client().get(f"/mine/{token}/").status_code == 410
        assert COURIERS["own_link"].wanted(message) == "too_late"


def test_the_fourth_link_within_an_hour_is_not_sent_and_nobody_can_tell(participant: Participant) -> None:
    answers = set()
    for _ in range(3):
        answers.add(find(**KNOWN))
        letter("own_link")
    answers.add(find(**KNOWN))
    assert COURIERS["own_link"].wanted(Message.objects.filter(kind="own_link").latest("pk")) == "too_many"
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("birth_date", "address"),
    [("", ""), ("31-02-1953", "a@b.dk"), ("17-04-1953", "nobody"), ("17-04-1953", "a@b@c"), ("\x00", "\x00@x.dk")],
)
def test_what_cannot_be_read_is_asked_for_again(participant: Participant, birth_date: str, address: str) -> None:
    assert find(birth_date=birth_date, address=address)[0] == 422
    assert not Message.objects.filter(kind="own_link").exists()


def test_too_many_tries_are_refused_in_words(participant: Participant) -> None:
    statuses = [find(**KNOWN)[0] for _ in range(11)]
    assert statuses == [200] * 10 + [429]
