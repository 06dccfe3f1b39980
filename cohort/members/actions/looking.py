"""Looking at a person's data is an act of its own: it leaves a row in the audit, with who looked and why."""

from django.db import transaction

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.members.models import Participant

from .staff import PRACTICE_ROLES


@transaction.atomic(savepoint=False)
def looked_at(*, participant: Participant, what: str, by: User, why: str = "") -> None:
    """Audit that somebody of the staff read a part ("page", "note", "summary") of this participant.

    `why` is the purpose they chose, where they were asked for one.
    """
    record(
        by=by.actor,
        action="participant.read",
        subject=participant.actor,
        purpose=why or purpose(by),
        practice=participant.practice_id,
        part=what,
        role=by.role,
    )


@transaction.atomic(savepoint=False)
def listed(*, count: int, searched: bool, by: User, what: str = "list") -> None:
    """Audit that somebody read a list of their participants: one row for the list, whatever its length."""
    record(
        by=by.actor,
        action="participants.listed",
        subject=by.actor,
        purpose=purpose(by),
        part=what,
        count=count,
        searched=searched,
        role=by.role,
    )


def purpose(by: User) -> str:
    """Why people of this role read about participants: a practice cares for them, all others work on the study."""
    return "care" if by.role in PRACTICE_ROLES else "study"
