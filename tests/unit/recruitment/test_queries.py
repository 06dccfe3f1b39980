"""Making a participant with consent, plan and messages takes few statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cohort.common import clock
from cohort.members.models import ConsentDecision, ConsentText, PersonalLink, Scope
from cohort.outbox.models import Message
from questionnaires.models import Assignment, Occasion, Plan
from recruitment.actions import begin
from tests import factories

MOST = 12
NOT_COUNTED = ("SAVEPOINT", "RELEASE SAVEPOINT", "BEGIN", "COMMIT", "SET CONSTRAINTS")


def counted(queries: list[dict[str, str]]) -> list[str]:
    """The statements, without those that only bound a transaction."""
    return [one["sql"] for one in queries if not one["sql"].startswith(NOT_COUNTED)]


@pytest.mark.django_db
def test_a_participant_with_consent_plan_and_messages_takes_twelve_statements() -> None:
    practice = factories.practice()
    clinician = factories.staff(of=practice)
    factories.consenting(factories.enrolled(by=clinician, at=practice).participant)  # the practice's channel is there
    text = ConsentText.objects.valid_on(clock.today())
    with CaptureQueriesContext(connection) as made:
        participant = factories.enrolled(by=clinician, at=practice).participant
        begin.accept(participant=participant, text=text, choices=dict.fromkeys(Scope, True), language="da")
    said = counted(made.captured_queries)
    assert len(said) <= MOST, said
    assert PersonalLink.objects.filter(participant=participant, revoked_at__isnull=True).count() == 2
    assert ConsentDecision.objects.filter(participant=participant).count() == len(Scope)
    assert Occasion.objects.filter(participant=participant).count() == Plan.objects.latest("pk").waves.count()
    assert Assignment.objects.filter(participant=participant).exists()
    assert Message.objects.filter(recipient=participant.actor).count() == 1
