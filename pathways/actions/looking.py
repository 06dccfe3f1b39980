"""Looking at a person's data is an act of its own: it leaves a row in the audit."""

from django.db import transaction

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.members.models import Participant


@transaction.atomic
def looked_at(*, participant: Participant, what: str, by: User) -> None:
    """Audit that somebody read a part ("page", "note", "summary") of this participant."""
    record(by=by.actor, action="participant.read", subject=participant.actor, purpose="care", part=what)


@transaction.atomic
def listed(*, count: int, by: User) -> None:
    """Audit that somebody read the list of their participants: one row for the list, whatever its length."""
    record(by=by.actor, action="participants.listed", subject=by.actor, purpose="care", count=count)
