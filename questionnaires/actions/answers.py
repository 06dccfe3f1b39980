"""Saving answers as they are given, and handing them in."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from cohort.common.postgresql.prepared import prepared
from cohort.outbox.models import Message
from questionnaires.engine import merging, validation
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import Assignment, Response, Score
from questionnaires.scoring import registry

MOST_SECONDS = 3600  # longer than this, somebody went for a walk: the time says nothing about the question


# By hand and prepared because it was measured: compiling and planning it took longer than all the rest of saving.
# `submitted_at` is asked of the row itself, not through a join: that is what the database looks at again when it had
# to wait for somebody who is handing in. A name whose value is null is taken away.
MERGE = """
UPDATE questionnaires_response r SET
    answers = jsonb_strip_nulls(r.answers || %s::jsonb), trail = jsonb_strip_nulls(r.trail || %s::jsonb), saved_at = %s
WHERE r.id = %s::bigint AND r.submitted_at IS NULL AND EXISTS (
    SELECT FROM questionnaires_assignment a
    WHERE a.response_id = r.id AND a.state = 'open' AND a.opens_at <= %s AND a.closes_at > %s
)
RETURNING r.answers
"""


def save(
    *,
    assignment: Assignment,
    patch: object,
    language: str,
    mode: str,
    now: datetime,
    seconds: Mapping[str, int] | None = None,
) -> list[AnswerFault]:
    """Lay the valid values of `patch` over the answers; a fault for each other one. None takes an answer away.

    One UPDATE, so that two devices cannot undo each other; afterwards the assignment's response holds all answers that
    are saved, those of the other device too. `seconds` are those used per item, where known.
    Raises NoLongerOpen when the assignment is not open at `now`; nothing is saved then.
    """
    values, faults = validation.clean(assignment.version.definition, patch)
    if not assignment.is_open(now):
        raise not_open()
    if values:
        trail = {
            item_id: None if value is None else _step(now, language, mode, (seconds or {}).get(item_id))
            for item_id, value in values.items()
        }
        if not _merge(assignment, values, trail, now):
            _begin(assignment, values, trail, now)
    return faults


@transaction.atomic
def submit(*, assignment: Assignment, by: str, late: timedelta = timedelta(0), purpose: str = "", **how: str) -> None:
    """Freeze the answers, score them, close the assignment and stop what would be sent about it.

    Answers of hidden items are dropped, shown items without an answer are marked skipped. Safe to do twice. `late` is
    for what the study office enters after closing, `how` is written to the audit.
    Raises NoLongerOpen when the assignment is closed or its window is over.
    """
    now = clock.now()
    locked = _lock(assignment)
    if locked.state == Assignment.State.SUBMITTED:
        return
    if not locked.is_open(now) and not (late and locked.may_be_entered(now, late)):
        raise not_open()
    response = _response(locked, now)
    submission = merging.submit(locked.version.definition, response.answers)
    response.answers = submission.answers
    response.trail = {item_id: step for item_id, step in response.trail.items() if item_id in submission.answers}
    response.saved_at = response.submitted_at = now
    response.save(update_fields=["answers", "trail", "saved_at", "submitted_at"])
    scores = _score(response)
    locked.state = Assignment.State.SUBMITTED
    locked.next_message_at = None
    locked.save(update_fields=["state", "next_message_at"])
    _stop_messages(locked, now)
    record(
        by=by,
        action="response.submitted",
        subject=locked.participant.actor,
        purpose=purpose,
        practice=locked.participant.practice_id,
        instrument=locked.version.instrument.slug,
        version=locked.version.number,
        unanswered=len(submission.unanswered),
        scores=scores,
        **how,
    )


def not_open() -> NoLongerOpen:
    return NoLongerOpen("assignment_not_open", _("This questionnaire is no longer open."))


def _step(now: datetime, language: str, mode: str, seconds: int | None) -> dict[str, Any]:
    step: dict[str, Any] = {"at": now.isoformat(timespec="seconds"), "lang": language, "mode": mode}
    return step if seconds is None else {**step, "s": max(0, min(seconds, MOST_SECONDS))}


def _merge(assignment: Assignment, values: Mapping[str, object], trail: Mapping[str, object], now: datetime) -> bool:
    """One statement; False where there is no response yet, or no open assignment any more."""
    if assignment.response_id is None:
        return False
    with prepared() as cursor:
        cursor.execute(MERGE, [json.dumps(values), json.dumps(trail), now, assignment.response_id, now, now])
        row = cursor.fetchone()
    if row is None:
        return False
    if assignment.response is not None:
        assignment.response.answers = json.loads(row[0])
    return True


@transaction.atomic
def _begin(assignment: Assignment, values: Mapping[str, object], trail: Mapping[str, object], now: datetime) -> None:
    """The first answer makes the response; of two at once the second finds the first one's."""
    locked = _lock(assignment)
    if not locked.is_open(now):
        raise not_open()
    if locked.response_id is None:
        _response(locked, now)
        record(
            by=_respondent(locked),
            action="response.started",
            subject=locked.participant.actor,
            practice=locked.participant.practice_id,
            instrument=locked.version.instrument.slug,
            version=locked.version.number,
        )
    _merge(locked, values, trail, now)
    assignment.response = locked.response


def _lock(assignment: Assignment) -> Assignment:
    """The assignment as it is now, locked: the parent before its response. Raises NoLongerOpen: erased meanwhile."""
    locked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("participant", "version__instrument", "answered_by")
        .filter(pk=assignment.pk)
        .first()
    )
    if locked is None:
        raise not_open()
    return locked


def _response(assignment: Assignment, now: datetime) -> Response:
    """The response of a locked assignment, locked as well, made if there is none."""
    if assignment.response_id is not None:
        return Response.objects.select_for_update(of=("self",)).get(pk=assignment.response_id)
    assignment.response_id = pk = Response.objects.next_pk()
    assignment.save(update_fields=["response"])
    assignment.response = Response.objects.create(pk=pk, version=assignment.version, started_at=now, saved_at=now)
    return assignment.response


def _respondent(assignment: Assignment) -> str:
    return assignment.answered_by.actor if assignment.answered_by else assignment.participant.actor


def _score(response: Response) -> int:
    """Write the scores that the answers allow; how many."""
    rows = [
        Score(
            response=response,
            name=score.name,
            value=score.value,
            band=score.band,
            rule=score.version,
            answered=score.n,
        )
        for score in registry.scores(response.answers)
    ]
    Score.objects.bulk_create(rows)
    return len(rows)


def _stop_messages(assignment: Assignment, now: datetime) -> None:
    """What still waits to be sent about this assignment is no longer wanted. What is in flight may have left."""
    Message.objects.filter(
        recipient=assignment.participant.actor, about=str(assignment.uuid), state=Message.State.WAITING
    ).update(state=Message.State.DROPPED, reason="answered", settled_at=now, sealed="")
