"""Redis goes away while people enrol and answer: both are acknowledged, and the mail leaves when it is back."""

import json
import urllib.request

import pytest

from cohort.members.models import Participant
from cohort.outbox.models import Message
from tests.flows import outage
from tests.plugins.stack import Stack

pytestmark = pytest.mark.drill

ENROL = """
import time
from datetime import date
from django.db import transaction
from cohort.accounts.models import User
from cohort.common import reach
from cohort.members.models import Practice
from recruitment.actions import enrol
by = User.objects.get()
begun = time.monotonic()
with reach.of_user(by.pk):
    for number in (1, 2):
        with transaction.atomic():
            enrol.register(
                practice=Practice.objects.get(takes_part=True), name="Grethe Lyngsøe", birth_date=date(1953, 4, 17),
                email=f"new{number}@test.example", mobile="", language="da", by=by,
            )
print("seconds", time.monotonic() - begun)
"""


@pytest.mark.covers("S43", "S49")
def test_nothing_depends_on_redis_for_truth(stack: Stack) -> None:
    by = outage.clinician()
    participant, token = outage.answering(by)
    stack.start()
    stack.wait(outage.settled, "the first mails")
    stack.valkey.kill()

    told = stack.manage("shell", "-c", ENROL, role="rygvej_app")
    assert float(told.split()[-1]) < 3, "the doctor waits for a broker that is away"
    assert Participant.objects.count() == 3
    assert outage.save_answer(stack, token) == 200
    assert outage.saved(participant) == outage.ANSWER
    with urllib.request.urlopen(f"{stack.address}/health/ready/", timeout=5) as answer:  # noqa: S310
        assert json.load(answer) == {"database": "up", "redis": "down"}
    assert Message.objects.unsent().count() == 2

    stack.valkey.restart()
    stack.wait(outage.settled, "the mails that were due meanwhile")
    for number in (1, 2):
        assert len(stack.mail.to(f"new{number}@test.example")) == 1
