"""Saving answers as they are given, and handing them in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common import clock, reach
from cohort.common.errors import NoLongerOpen
from cohort.outbox.models import Message
from questionnaires.definition.packs import Channel, Form
from questionnaires.engine import earlier, merging, validation
from questionnaires.engine.answers import Answers, Value
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import Assignment, Response, Score
from questionnaires.models.wording import Wording, shown
from questionnaires.planning.dates import copenhagen_day
from questionnaires.scoring import registry

NEWER = "newer_elsewhere"
EARLIER = "earlier"  # an earlier answer, shown and left as it was
MOST_SECONDS = 3600  # longer than this, somebody went for a walk: the time says nothing about the question


@dataclass(frozen=True)
class Manner:
    """How answers came in, for the trail of each.

    `mode` is how they were shown, `modes` says it of single items where it is something else. `seconds` are those used
    per item; `given` is the moment of each answer that waited on its way. `proposed` are the earlier answers that the
    page showed: the step of one that was left as it was says so. Words of packs are those of the `channel`.
    """

    language: str
    mode: str = "page"
    modes: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, datetime] = field(default_factory=dict)
    proposed: Answers = field(default_factory=dict)
    channel: Channel = "web"


def save(*, assignment: Assignment, patch: object, how: Manner, now: datetime) -> list[AnswerFault]:
    """Lay the valid values of `patch` over the answers; a fault for each other one. None takes an answer away.

    Nothing is laid over an item that no valid pack has words for.

    One UPDATE, so that two devices cannot undo each other; afterwards the assignment's response holds all answers that
    are saved, those of the other device too. An answer that waited is laid over nothing newer; the fault
    newer_elsewhere says so. One that stays as it was keeps how it was given.
    Raises NoLongerOpen when the assignment is not open at `now`; nothing is saved then.
    """
    wording = shown(assignment.version, copenhagen_day(now), how.channel)
    values, faults = validation.clean(wording.definition, patch)
    if not assignment.is_open(now):
        raise not_open()
    if values:
        sent = {
            item_id: {"value": value, "step": _step(item_id, value, how, wording, now)}
            for item_id, value in values.items()
        }
        if not _merge(assignment, sent, now):
            _begin(assignment, sent, now)
        stands = assignment.response.answers if assignment.response else {}
        faults += [AnswerFault(NEWER, item_id) for item_id, value in values.items() if stands.get(item_id) != value]
    return faults


@transaction.atomic
def submit(
    *,
    assignment: Assignment,
    by: str,
    channel: Channel = "web",
    late: timedelta = timedelta(0),
    purpose: str = "",
    **how: str,
) -> None:
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
    wording = shown(locked.version, copenhagen_day(now), channel)
    submission = merging.submit(locked.version.definition, response.answers, shown=wording.definition)
    kept = submission.answers.keys() - submission.unanswered
    response.answers = submission.answers
    response.trail = {item_id: step for item_id, step in response.trail.items() if item_id in kept}
    response.saved_at = response.submitted_at = now
    response.save(update_fields=["answers", "trail", "saved_at", "submitted_at"])
    scores = _score(response, wording)
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


def written(at: datetime) -> str:
    """The moment as it stands in a trail: in UTC to the millisecond, all alike, because they are compared that way."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _step(item_id: str, value: Value | None, how: Manner, wording: Wording, now: datetime) -> dict[str, Any]:
    step: dict[str, Any] = {
        "at": written(min(how.given.get(item_id, now), now)),
        "lang": how.language,
        "mode": how.modes.get(item_id, how.mode),
    }
    if (pack := wording.source(item_id, how.language)) is not None:
        step["pack"] = pack
    if earlier.is_confirmed(value, item_id, how.proposed):
        step["from"] = EARLIER
    if (seconds := how.seconds.get(item_id)) is not None:
        step["s"] = max(0, min(seconds, MOST_SECONDS))
    return step


def _merge(assignment: Assignment, sent: Mapping[str, object], now: datetime) -> bool:
    """One statement: cohort/config/rights/answers.sql; False without a response yet, or an open assignment."""
    if assignment.response_id is None:
        return False
    merged = reach.ask("merge_answers", [assignment.response_id, json.dumps(sent), now])
    if merged is None:
        return False
    if assignment.response is not None:
        assignment.response.answers = json.loads(merged)
    return True


@transaction.atomic
def _begin(assignment: Assignment, sent: Mapping[str, object], now: datetime) -> None:
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
    _merge(locked, sent, now)
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


def _score(response: Response, wording: Wording) -> int:
    """Write the scores that the answers allow; how many. RMDQ in the form that was shown when it was answered last."""
    mode, count = _form_of_rmdq(response.trail) or wording.rmdq or ("tick", 24)
    rows = [
        Score(
            response=response,
            name=score.name,
            value=score.value,
            band=score.band,
            rule=score.version,
            answered=score.n,
        )
        for score in registry.scores(response.answers, rmdq_mode=mode, rmdq_items=count)
    ]
    Score.objects.bulk_create(rows)
    return len(rows)


def _form_of_rmdq(trail: Mapping[str, Any]) -> Form | None:
    """The form that the latest answer to RMDQ was given in; None without one."""
    steps = [step for step in trail.values() if "form" in step.get("pack", {})]
    if not steps:
        return None
    mode, _slash, count = max(steps, key=lambda step: str(step["at"]))["pack"]["form"].partition("/")
    return ("yes_no" if mode == "yes_no" else "tick"), (23 if count == "23" else 24)


def _stop_messages(assignment: Assignment, now: datetime) -> None:
    """What still waits to be sent about this assignment is no longer wanted. What is in flight may have left."""
    Message.objects.filter(
        recipient=assignment.participant.actor, about=str(assignment.uuid), state=Message.State.WAITING
    ).update(state=Message.State.DROPPED, reason="answered", settled_at=now, sealed="")
