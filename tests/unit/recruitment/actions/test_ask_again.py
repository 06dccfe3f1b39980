"""A message to those whom a new text asks again, once, and to nobody else."""

from datetime import timedelta

import pytest

from cohort.common import clock
from cohort.config.couriers import COURIERS
from cohort.members.models import Participant
from cohort.outbox.letters import SMS_LENGTH
from cohort.outbox.models import Message
from recruitment import tasks
from recruitment.actions.ask_again import KIND
from tests import factories
from tests.consent_texts import asking, edition
from tests.letters import telling
from tests.unit.members.own import MOBILE, someone

pytestmark = pytest.mark.django_db


def people() -> tuple[Participant, Participant]:
    """One whom the question concerns, and one who said no."""
    return (
        factories.consenting(someone()),
        factories.consenting(someone(email="b@test.example", mobile="+4520304051"), registers=False),
    )


@pytest.mark.covers("R20")
def test_only_whom_it_concerns_gets_one_message() -> None:
    yes, _no = people()
    edition(2, clock.today() - timedelta(days=1))
    assert tasks.write_to_those_asked_again() == 0
    asking(3, clock.today(), "registers", until=clock.today() + timedelta(days=30))
    assert tasks.write_to_those_asked_again() == 1
    assert tasks.write_to_those_asked_again() == 0
    message = Message.objects.get(kind=KIND)
    assert (message.recipient, message.about) == (yes.actor, "3")
    assert COURIERS[KIND].wanted(message) == ""
    made = COURIERS[KIND].compose(message)
    assert telling(made.sender, made.subject, made.text) == []
    assert "registre" not in made.text
    assert made.text.count("/c/") == 1
    factories.consenting(yes)
    assert COURIERS[KIND].wanted(message) == "decided"


def test_a_text_ahead_writes_to_nobody() -> None:
    people()
    asking(2, clock.today() + timedelta(days=1), "registers", until=clock.today() + timedelta(days=30))
    assert tasks.write_to_those_asked_again() == 0


def test_by_text_message_it_is_one_short_line() -> None:
    grethe = factories.consenting(someone(email="", mobile=MOBILE))
    asking(2, clock.today(), "registers", until=clock.today() + timedelta(days=30))
    tasks.write_to_those_asked_again()
    made = COURIERS[KIND].compose(Message.objects.get(kind=KIND, recipient=grethe.actor))
    assert len(made.text) <= SMS_LENGTH
    assert telling(made.text) == []
