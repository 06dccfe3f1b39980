"""Handing in the days of diaries that are over: nobody presses a button for that."""

from datetime import datetime

from django.db import transaction

from cohort.audit.actions import record
from questionnaires.engine import merging
from questionnaires.engine.answers import is_answered
from questionnaires.models import Assignment, Response, Score
from questionnaires.scoring import registry

BATCH = 500  # days in one transaction: well below a second


def settle(*, at: datetime, by: str) -> int:
    """Freeze and score each day that is over at `at`; how many. Run again, or beside another, it finds what is left.

    A day whose answers were all taken away is closed without being handed in.
    """
    settled = 0
    while count := _batch(at, by):
        settled += count
    return settled


@transaction.atomic
def _batch(at: datetime, by: str) -> int:
    days = list(
        Assignment.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(state=Assignment.State.OPEN, diary__isnull=False, closes_at__lte=at)
        .select_related("version")
        .defer("version__content")
        .order_by("closes_at", "pk")[:BATCH]
    )
    if not days:
        return 0
    responses = Response.objects.select_for_update(of=("self",)).in_bulk([day.response_id for day in days])
    handed_in: list[Response] = []
    scores: list[Score] = []
    for day in days:
        response = responses.get(day.response_id or 0)
        day.state = Assignment.State.CLOSED
        if response is None or not _is_written(response):
            continue
        submission = merging.submit(day.version.definition, response.answers)
        response.answers = submission.answers
        response.trail = {name: step for name, step in response.trail.items() if name in submission.answers}
        response.saved_at = response.submitted_at = at
        day.state = Assignment.State.SUBMITTED
        handed_in.append(response)
        scores += [
            Score(response=response, name=s.name, value=s.value, band=s.band, rule=s.version, answered=s.n)
            for s in registry.scores(response.answers)
        ]
    Response.objects.bulk_update(handed_in, ["answers", "trail", "saved_at", "submitted_at"])
    Score.objects.bulk_create(scores)
    Assignment.objects.bulk_update(days, ["state"])
    record(by=by, action="diary.settled", subject="schedule", count=len(handed_in), empty=len(days) - len(handed_in))
    return len(days)


def _is_written(response: Response) -> bool:
    """Whether anything is said; a box that is not ticked says nothing by itself."""
    return any(is_answered(response.answers, name) and value is not False for name, value in response.answers.items())
