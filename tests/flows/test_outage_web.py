"""The web process is killed, again and again, while people answer: what a page showed as saved is there."""

import os
import random
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import psutil
import pytest

from tests.flows import outage
from tests.plugins.stack import Stack

pytestmark = pytest.mark.drill

PEOPLE, ANSWERS, ROUNDS = 25, 500, 5
ITEMS = ("pain_back_nrs", "pain_leg_nrs", "pain_days_4w", "expect_3m")
EVERY = 20  # answers between two kills, so that a slow machine gets on as well


def given(person: int) -> Iterator[dict[str, object]]:
    """Twenty answers of one person, one at a time; each is given several times and differs from the one before."""
    for turn in range(ROUNDS):
        for place, item in enumerate(ITEMS):
            yield {item: (person + turn + place) % 11}


def kill_one(stack: Stack) -> None:
    """kill -9 for one of the two processes that answer, and now and then for all of the web process."""
    assert stack.web.process is not None
    if random.random() < 0.2:
        stack.web.restart()
        return
    children = psutil.Process(stack.web.process.pid).children()
    if children:  # none yet, just after a start
        os.kill(random.choice(children).pid, signal.SIGKILL)


@pytest.mark.covers("S47")
def test_nothing_that_was_shown_as_saved_is_lost(stack: Stack) -> None:
    by = outage.clinician()
    people = [outage.answering(by) for _ in range(PEOPLE)]
    assert PEOPLE * ROUNDS * len(ITEMS) == ANSWERS
    stack.start("web")
    refused, saved_ones, over = [0], [0], Event()

    def answer(number: int) -> dict[str, object]:
        """As the page does it: the next answer is sent when this one is saved. What was said to be saved last."""
        saved: dict[str, object] = {}
        for patch in given(number):
            while outage.save_answer(stack, people[number][1], patch) != 200:
                refused[0] += 1
                assert not over.wait(0.05), "the drill took too long"
            saved |= patch
            saved_ones[0] += 1
        return saved

    kills = 0
    with ThreadPoolExecutor(4) as pool:
        answering = [pool.submit(answer, number) for number in range(PEOPLE)]
        try:
            while not all(one.done() for one in answering):
                enough = saved_ones[0] + EVERY
                stack.wait(
                    lambda: saved_ones[0] >= enough or all(one.done() for one in answering),  # noqa: B023
                    "the next answers",
                )
                kill_one(stack)
                kills += 1
        finally:
            over.set()
    for (participant, _token), one in zip(people, answering, strict=True):
        assert outage.saved(participant) == one.result()
    assert kills >= 10
    assert refused[0] > 0, "nobody was cut off: the kills hit nothing"
