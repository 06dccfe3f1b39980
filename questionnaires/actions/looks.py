"""Looks of participants at what they have answered."""

from django.db import transaction

from cohort.audit.actions import record
from cohort.members.models import Participant


@transaction.atomic
def looked_at_change(*, participant: Participant) -> None:
    """Audit that the participant saw what has changed from questionnaire to questionnaire."""
    record(
        by=participant.actor,
        action="own_change.read",
        subject=participant.actor,
        purpose="own",
        practice=participant.practice_id,
    )
