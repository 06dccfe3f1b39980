"""PostgreSQL is killed and comes back while people answer and mail is due."""

import time
import urllib.error
import urllib.request

import pytest
from django.db import connection

from cohort.members.models import Participant
from tests import factories
from tests.flows import outage
from tests.plugins.stack import Stack

pytestmark = pytest.mark.drill

PEOPLE = 30


@pytest.mark.covers("S47")
def test_what_was_acknowledged_is_there_and_everything_goes_on(stack_with_postgres: Stack) -> None:
    stack = stack_with_postgres
    by = outage.clinician()
    people = [outage.answering(by) for _ in range(PEOPLE)]
    stack.start()
    acknowledged: list[Participant] = []

    def answer(number: int) -> bool:
        participant, token = people[number]
        if outage.save_answer(stack, token) == 200:
            acknowledged.append(participant)
            return True
        return False

    for number in range(PEOPLE // 2):
        assert answer(number)
    connection.close()
    stack.kill_postgres()
    assert not answer(PEOPLE // 2)
    told_to_come_back(stack, people[PEOPLE // 2][1])
    assert stack.get("/health/live/") == 200
    assert stack.get("/health/ready/") == 503
    stack.restart_postgres()
    stack.wait(lambda: answer(PEOPLE // 2), "the web process to answer again, without a restart")
    for number in range(PEOPLE // 2 + 1, PEOPLE):
        assert answer(number)

    assert len(acknowledged) == PEOPLE
    assert all(outage.saved(participant) == outage.ANSWER for participant in acknowledged)
    stack.wait(outage.settled, "the worker to go on")
    factories.enrolled(by=by, email="after@test.example")
    stack.wait(lambda: stack.mail.to("after@test.example"), "a mail after the outage")


def told_to_come_back(stack: Stack, token: str) -> None:
    """A page says in words that it is our fault and when to try again, before anybody gives up."""
    began = time.monotonic()
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{stack.address}/q/{token}/", timeout=20)  # noqa: S310
    took = time.monotonic() - began
    with refused.value as answer:
        assert (answer.code, answer.headers["Retry-After"]) == (503, "5")
        assert "Vent lidt" in answer.read().decode()
    assert took < 10
