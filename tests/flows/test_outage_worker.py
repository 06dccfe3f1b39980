"""Workers are killed while they send."""

import asyncio
import os
import random
import signal
from typing import Any

import psutil
import pytest

from cohort.outbox.models import Message
from cohort.outbox.models.message import LEASE
from tests import factories
from tests.flows import outage
from tests.plugins.stack import Stack

pytestmark = pytest.mark.drill

PEOPLE, KILLS = 60, 10


def slow(stack: Stack) -> None:
    """The mail server accepts at once and says so late: here a killed sender cannot know that the mail arrived."""
    accept = stack.mail.handle_DATA

    async def accept_slowly(*conversation: Any) -> str:
        answer = await accept(*conversation)
        await asyncio.sleep(0.05)
        return answer

    stack.mail.handle_DATA = accept_slowly  # type: ignore[method-assign]


def kill_one_sender(stack: Stack) -> None:
    """kill -9 for one of the worker's processes; the worker replaces it."""
    assert stack.worker.process is not None
    senders = psutil.Process(stack.worker.process.pid).children()
    os.kill(random.choice(senders).pid, signal.SIGKILL)


def test_nobody_is_left_out_and_repeats_are_rare_and_harmless(stack: Stack) -> None:
    by = outage.clinician()
    addresses = {f"person{number}@test.example" for number in range(PEOPLE)}
    for address in sorted(addresses):
        factories.enrolled(by=by, email=address)
    slow(stack)
    stack.start("worker", "beat")
    for number in range(1, KILLS + 1):
        stack.wait(lambda: len(stack.mail.mails) >= number * 5, "a batch under way")  # noqa: B023
        if number == KILLS // 2:
            stack.worker.restart()  # the whole worker: two senders die at once
        else:
            kill_one_sender(stack)
    stack.wait(lambda: not Message.objects.filter(state=Message.State.WAITING).exists(), "the untouched messages")
    stack.later(LEASE)
    stack.wait(outage.settled, "the messages that dead senders had in hand")
    assert {str(mail["to"]) for mail in stack.mail.mails} == addresses
    assert set(Message.objects.values_list("state", "sealed")) == {("sent", "")}
    assert outage.repeats(stack.mail.mails) <= KILLS + 1
