"""The practice's answer to somebody who signed up: one tap, and a worker moves the person to it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.accounts.permissions import may
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import NotAllowed, Refusal
from cohort.common.nudges import nudge
from cohort.members.models import Participant, Practice
from recruitment.models import Claim

TASK = "recruitment.move_confirmed"
PURPOSE = "enrolment"


@transaction.atomic
def answer(*, claim: Claim, is_ours: bool, by: User) -> None:
    """The practice says whether this is a patient of theirs; name and birth date are forgotten here.

    Until somebody is moved the practice sees nothing of them: a worker does it, soon. Raises NotAllowed, and Refusal
    (answered) where a colleague was quicker.
    """
    locked = Claim.objects.select_for_update(of=("self",)).select_related("practice").get(pk=claim.pk)
    if not may(by, "participant.enrol", locked):
        raise NotAllowed("not_your_practice", _("You can answer for the practices where you work."))
    if locked.state != Claim.State.WAITING:
        raise Refusal("answered", _("This has been answered already."))
    locked.state = Claim.State.CONFIRMED if is_ours else Claim.State.REFUSED
    locked.name = locked.birth_date = ""
    locked.settled_by, locked.settled_at = by, clock.now()
    locked.save(update_fields=["state", "name", "birth_date", "settled_by", "settled_at"])
    record(
        by=by.actor,
        action="claim.answered",
        subject=f"claim:{locked.pk}",
        purpose=PURPOSE,
        practice=locked.practice_id,
        answer=locked.state,
    )
    if is_ours:
        nudge(TASK)


@transaction.atomic
def move_confirmed() -> int:
    """Make those whom a practice has confirmed its participants; how many."""
    rows = Claim.objects.to_move().select_for_update(skip_locked=True, of=("self",)).order_by("settled_at")
    moved = 0
    for claim in rows.select_related("participant", "settled_by"):
        if claim.settled_by is None or claim.practice_id is None:
            raise ValueError(f"{claim} is confirmed by nobody")  # the database allows none
        Participant.objects.filter(pk=claim.participant_id).update(practice=claim.practice_id)
        claim.moved_at = clock.now()
        claim.save(update_fields=["moved_at"])
        record(
            by=claim.settled_by.actor,
            action="participant.moved",
            subject=claim.participant.actor,
            purpose=PURPOSE,
            practice=claim.practice_id,
        )
        moved += 1
    return moved


@transaction.atomic
def link(*, claim: Claim, practice: Practice, by: User) -> None:
    """The study office says which practice was meant: that practice is asked.

    Raises NotAllowed, Refusal: takes_no_part, answered.
    """
    locked = _of_the_office(claim, by)
    if not (practice.is_listed and practice.takes_part):
        raise Refusal("takes_no_part", _("This practice takes no part. Choose one that does."))
    contact = locked.participant.contact
    locked.practice, locked.state, locked.named = practice, Claim.State.WAITING, ""
    locked.name, locked.birth_date = contact.name, contact.birth_date
    locked.settled_by = locked.settled_at = None
    locked.save(update_fields=["practice", "state", "named", "name", "birth_date", "settled_by", "settled_at"])
    _record(locked, by, "linked", practice.pk)


@transaction.atomic
def leave(*, claim: Claim, by: User) -> None:
    """The study office leaves it at that: this person takes part without a practice. Raises NotAllowed, Refusal."""
    locked = _of_the_office(claim, by)
    locked.state, locked.settled_by, locked.settled_at = Claim.State.ALONE, by, clock.now()
    locked.save(update_fields=["state", "settled_by", "settled_at"])
    _record(locked, by, "left")


def _of_the_office(claim: Claim, by: User) -> Claim:
    locked = Claim.objects.select_for_update(of=("self",)).select_related("participant__contact").get(pk=claim.pk)
    if not may(by, "participant.correct", locked.participant):
        raise NotAllowed("not_the_office", _("This is for the study office."))
    if locked.state not in (Claim.State.OUTSIDE, Claim.State.REFUSED):
        raise Refusal("answered", _("This has been answered already."))
    return locked


def _record(claim: Claim, by: User, what: str, practice: int | None = None) -> None:
    record(
        by=by.actor,
        action="claim.settled",
        subject=claim.participant.actor,
        purpose=PURPOSE,
        what=what,
        asked=practice,
    )
