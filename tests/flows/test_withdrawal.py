"""After a no, what waits to be sent does not leave any more: S34, with the real worker."""

from datetime import timedelta

import pytest

from cohort.common import clock
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Scope
from cohort.outbox.models import Message
from questionnaires.models import Assignment
from tests import factories
from tests.flows import outage
from tests.plugins.stack import Stack

pytestmark = pytest.mark.flow


@pytest.mark.covers("S34")
def test_no_queued_message_leaves_after_a_no(stack: Stack) -> None:
    stack.mail.stop()
    stack.start("worker", "beat")
    by = outage.clinician()
    stays = factories.consenting(factories.enrolled(by=by, email="stays@test.example").participant)
    leaves = factories.consenting(factories.enrolled(by=by, email="leaves@test.example").participant)
    stack.later(timedelta(days=14, hours=12))
    week_2 = Assignment.objects.filter(version__instrument__slug="week_2")
    about = {person: str(week_2.get(participant=person).uuid) for person in (stays, leaves)}
    stack.wait(lambda: Message.objects.filter(about__in=about.values()).count() == 2, "both invitations in the queue")

    consent.decide(
        participant=leaves,
        text=ConsentText.objects.valid_on(clock.today()),
        choices=dict.fromkeys(Scope, False),
        language="da",
    )
    said_no = Message.objects.get(about=about[leaves])
    assert (said_no.state, said_no.reason, said_no.sealed) == ("dropped", "withdrawn", "")
    stack.mail.start()
    stack.wait(outage.settled, "every message to be settled")
    assert stack.mail.to("stays@test.example")
    assert not stack.mail.to("leaves@test.example")
