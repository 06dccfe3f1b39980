"""What a participant does on their own page beyond looking: taking up an open questionnaire."""

from datetime import timedelta

from django.db import transaction

from cohort.audit.actions import record
from cohort.common import clock
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from questionnaires.models import Assignment
from questionnaires.models.visiting import FROM_OWN_PAGE

LIFETIME = timedelta(days=1)


@transaction.atomic
def looked_at(*, participant: Participant, what: str) -> None:
    """Audit that the participant read a part ("page", "answers") of what is kept about them."""
    record(
        by=participant.actor,
        action="own_page.read",
        subject=participant.actor,
        purpose="own",
        practice=participant.practice_id,
        part=what,
    )


@transaction.atomic
def take_up(*, participant: Participant, assignment: Assignment) -> str:
    """The token of a link to answer with, good for a day at most. A link in a message goes on working beside it."""
    return links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.ANSWER,
        about=f"{FROM_OWN_PAGE}{assignment.uuid}",
        expires_at=min(assignment.closes_at, clock.now() + LIFETIME),
        by=participant.actor,
    )
