"""The screening log: that somebody was asked, and what came of it; never who it was."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.accounts.permissions import may
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import NoLongerOpen, NotAllowed
from cohort.members.models import Practice
from recruitment.models import ScreeningEntry

TAKEN_BACK_WITHIN = timedelta(minutes=10)


@transaction.atomic
def note(*, practice: Practice, outcome: str, reason: str, by: User) -> ScreeningEntry:
    """One more who was asked and said no, or was not eligible, and why; `reason` may be empty.

    Raises NotAllowed outside the practices where the user works.
    """
    if not may(by, "participant.enrol", practice):
        raise NotAllowed("not_your_practice", _("You can do this in the practices where you work."))
    entry = ScreeningEntry.objects.create(practice=practice, outcome=outcome, reason=reason)
    record(
        by=by.actor,
        action="screening.noted",
        subject=f"practice:{practice.pk}",
        practice=practice.pk,
        outcome=outcome,
        reason=reason,
    )
    return entry


@transaction.atomic
def take_back(*, entry: ScreeningEntry, by: User) -> None:
    """It was tapped by mistake. Raises NoLongerOpen after ten minutes, or for somebody who was enrolled."""
    if entry.outcome == ScreeningEntry.Outcome.ENROLLED or clock.now() - entry.at > TAKEN_BACK_WITHIN:
        raise NoLongerOpen("too_late", _("It is too late to take this back. It stays in the count."))
    if not may(by, "participant.enrol", entry.practice):
        raise NotAllowed("not_your_practice", _("You can do this in the practices where you work."))
    entry.delete()
    record(
        by=by.actor,
        action="screening.taken_back",
        subject=f"practice:{entry.practice_id}",
        practice=entry.practice_id,
        outcome=entry.outcome,
    )
