"""The mail server goes away while people are enrolled and invitations fall due."""

from datetime import timedelta

import pytest

from cohort.outbox.models import Message
from questionnaires.models import Assignment
from tests import factories
from tests.flows import outage
from tests.plugins.stack import Stack

pytestmark = pytest.mark.drill


def test_goes_on_by_itself_when_the_mail_server_is_back(stack: Stack) -> None:
    stack.mail.stop()
    stack.start("worker", "beat")
    by = outage.clinician()
    answering = factories.consenting(factories.enrolled(by=by, email="follow@test.example").participant)
    stack.wait(lambda: "the mail server is away" in stack.worker.said(), "a worker that notices")
    stack.later(timedelta(days=14, hours=12))
    for number in range(3):
        factories.enrolled(by=by, email=f"new{number}@test.example")
    week_2 = Assignment.objects.get(participant=answering, version__instrument__slug="week_2")
    stack.wait(
        lambda: Message.objects.filter(kind="invitation", about=str(week_2.uuid)).exists(), "a planned invitation"
    )
    assert not Message.objects.filter(state=Message.State.SENT).exists()

    stack.mail.start()
    stack.wait(outage.settled, "every message to be settled")
    for number in range(3):
        assert len(stack.mail.to(f"new{number}@test.example")) == 1
    assert Message.objects.get(kind="invitation", about=str(week_2.uuid)).state == Message.State.SENT
    assert len({str(mail["message-id"]) for mail in stack.mail.mails}) == len(stack.mail.mails)
