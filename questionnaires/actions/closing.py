"""Ending what was not answered in its window."""

from datetime import datetime

from django.db import transaction

from cohort.audit.actions import record
from questionnaires.models import Assignment


@transaction.atomic
def close_overdue(*, at: datetime, by: str) -> int:
    """Close every open assignment whose window is over at `at`, and plan no more messages about it; how many.

    The days of a diary are handed in instead: questionnaires.actions.diary.settling.
    """
    over = Assignment.objects.filter(state=Assignment.State.OPEN, closes_at__lte=at, diary__isnull=True)
    count = over.update(state=Assignment.State.CLOSED, next_message_at=None)
    if count:
        record(by=by, action="assignment.closed_overdue", subject="schedule", count=count)
    return count
