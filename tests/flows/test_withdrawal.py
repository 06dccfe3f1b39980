"""After a no, what waits to be sent does not leave any more; after a stop, a worker forgets. With real processes."""

from datetime import timedelta

import pytest
import redis

from cohort.common import clock
from cohort.exports.actions import stop
from cohort.members.actions import consent
from cohort.members.models import ConsentText, ContactDetails, Erasure, Scope
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


@pytest.mark.covers("S32")
def test_a_worker_forgets_at_once_in_tables_broker_and_files(stack: Stack) -> None:
    stack.environment["RETENTION"] = "apply"
    stack.start("worker", "beat")
    by = outage.clinician()
    name, email = "Kanariefugl Sommer", "kanariefugl@test.example"
    gone = factories.consenting(factories.enrolled(by=by, name=name, email=email).participant)
    kept = factories.consenting(factories.enrolled(by=by, name=name, email=f"to.{email}").participant)
    stack.wait(outage.settled, "their letters to leave")
    stop.stop(participant=gone, choice=Erasure.Choice.NOW, by=gone.actor)
    stop.stop(participant=kept, choice=Erasure.Choice.KEEP, by=kept.actor)
    stack.wait(lambda: Erasure.objects.filter(done_at__isnull=False).count() == 2, "two certificates")
    assert not ContactDetails.objects.exists()
    lines = (stack.files / "erasures.txt").read_text().splitlines()
    assert {line.split()[0] for line in lines} == {gone.study_number, kept.study_number}
    with redis.Redis.from_url(stack.valkey.url) as broker:
        held = b" ".join(key + (broker.dump(key) or b"") for key in broker.scan_iter())
    files = b" ".join(path.read_bytes() for path in stack.files.rglob("*") if path.is_file())
    logs = stack.worker.said() + stack.beat.said()
    for place in (held, files, logs.encode()):
        assert b"kanariefugl" not in place.lower()
