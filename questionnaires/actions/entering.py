"""Answers given on paper or by phone, typed in by the study office.

They are taken while the questionnaire is open, and so many days after it has closed (PAPER_LATE_DAYS): paper travels,
and whoever answered in time is not left out because the post was slow. What has to lie inside the window is the day
on which the person answered. A questionnaire that closed goes from closed to submitted then; nothing else leaves that
state, and what was handed in stays as it is.

What the person answered on the web stands, unless the office says for that very item that the paper counts.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.clock import COPENHAGEN
from cohort.common.errors import Refusal
from cohort.members.models import Participant, Scope
from questionnaires.actions import answers
from questionnaires.engine import validation
from questionnaires.engine.answers import Value
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import Assignment, Response
from questionnaires.models.wording import Wording, shown

Mode = Literal["paper", "phone"]
MODES: frozenset[str] = frozenset({"paper", "phone"})  # in the trail, where the web writes how it showed the question
ON_SHEET: Mode = "paper"  # whose words of packs the form shows: the caller reads from the sheet too


@dataclass(frozen=True)
class Given:
    """How the person answered, in which language, and on which day."""

    mode: Mode
    language: str
    on: date


@dataclass(frozen=True)
class Entered:
    """What was not stored: faults, and items where the person answered something else on the web."""

    faults: list[AnswerFault] = field(default_factory=list)
    differing: tuple[str, ...] = ()


def late() -> timedelta:
    """For so long after closing an answer that came late is entered."""
    return timedelta(days=settings.PAPER_LATE_DAYS)


@transaction.atomic
def enter(
    *,
    assignment: Assignment,
    patch: Mapping[str, object],
    given: Given,
    by: User,
    purpose: str,
    counts: Collection[str] = (),
) -> Entered:
    """Lay the valid values over the answers; `counts` names the items where the paper stands against the web.

    Raises Refusal: no_consent, day_outside (of the window), and assignment_not_open (NoLongerOpen).
    """
    now = clock.now()
    locked = _locked(assignment, now)
    _check(locked, given, now)
    wording = shown(locked.version, clock.today(), ON_SHEET)
    definition = wording.definition
    values, faults = validation.clean(definition, patch)
    response = _response(locked, now)
    theirs = web_answers(response)
    silent = {
        item.id for item in definition.items if values.get(item.id) is None or (item.tick and not values[item.id])
    }
    against = {item_id for item_id, value in values.items() if item_id in theirs and theirs[item_id] != value} - silent
    differing = tuple(item.id for item in definition.items if item.id in against and item.id not in counts)
    kept = {
        item_id: value
        for item_id, value in values.items()
        if item_id not in theirs or (item_id in against and item_id in counts)
    }
    _lay_over(response, kept, given, wording, now)
    record(
        by=by.actor,
        action="response.entered",
        subject=locked.participant.actor,
        purpose=purpose,
        practice=locked.participant.practice_id,
        instrument=locked.version.instrument.slug,
        version=locked.version.number,
        mode=given.mode,
        count=sum(value is not None for value in kept.values()),
        role=by.role,
    )
    assignment.response = response
    return Entered(faults, differing)


@transaction.atomic
def hand_in(*, assignment: Assignment, given: Given, by: User, purpose: str) -> None:
    """Freeze and score what was entered, as when the person hands in on the web. Raises as `enter` does."""
    now = clock.now()
    _check(_locked(assignment, now), given, now)
    answers.submit(
        assignment=assignment,
        by=by.actor,
        channel=ON_SHEET,
        late=late(),
        purpose=purpose,
        mode=given.mode,
        role=by.role,
    )


def allowed(participant: Participant) -> bool:
    """Whether the participant says yes to answering questionnaires."""
    return participant.allows(Scope.QUESTIONNAIRES)


def web_answers(response: Response) -> dict[str, Value]:
    """What the person answered themselves."""
    return {
        item_id: value
        for item_id, value in response.answers.items()
        if response.trail.get(item_id, {}).get("mode") not in MODES
    }


def _locked(assignment: Assignment, now: datetime) -> Assignment:
    locked = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("participant", "version__instrument")
        .filter(pk=assignment.pk, respondent=Assignment.Respondent.PARTICIPANT)
        .first()
    )
    if locked is None or not locked.may_be_entered(now, late()):
        raise answers.not_open()
    return locked


def _check(locked: Assignment, given: Given, now: datetime) -> None:
    if not allowed(locked.participant):
        raise Refusal("no_consent", _("The participant does not say yes to answering questionnaires."))
    first = locked.opens_at.astimezone(COPENHAGEN).date()
    last = (min(now, locked.closes_at) - timedelta(microseconds=1)).astimezone(COPENHAGEN).date()
    if not first <= given.on <= last:
        raise Refusal(
            "day_outside",
            _("Check the day. This questionnaire takes answers given from %(first)s to %(last)s.")
            % {"first": date_format(first, "DATE_FORMAT"), "last": date_format(last, "DATE_FORMAT")},
        )


def _response(locked: Assignment, now: datetime) -> Response:
    if locked.response_id is not None:
        return Response.objects.select_for_update(of=("self",)).get(pk=locked.response_id)
    locked.response_id = pk = Response.objects.next_pk()
    locked.save(update_fields=["response"])
    return Response.objects.create(pk=pk, version=locked.version, started_at=now, saved_at=now)


def _lay_over(
    response: Response, kept: Mapping[str, Value | None], given: Given, wording: Wording, now: datetime
) -> None:
    step: dict[str, Any] = {
        "at": answers.written(now),
        "lang": given.language,
        "mode": given.mode,
        "on": given.on.isoformat(),
    }
    for item_id, value in kept.items():
        if value is None:
            response.answers.pop(item_id, None)
            response.trail.pop(item_id, None)
        elif response.answers.get(item_id) != value or response.trail.get(item_id, {}).get("mode") not in MODES:
            source = wording.source(item_id, given.language)
            response.answers[item_id] = value
            response.trail[item_id] = step if source is None else {**step, "pack": source}
    response.saved_at = now
    response.save(update_fields=["answers", "trail", "saved_at"])
