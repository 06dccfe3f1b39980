"""One participant, read for their own doctor's page and sheets, and for the participant's own page."""

from datetime import date, datetime

from django.db.models import Max

from cohort.common import clock
from cohort.members.models import Participant, Scope
from pathways.models import Event
from pathways.summary.picture import Answered, Happened, Picture, Scored, only_shared
from questionnaires.definition.schema import Definition
from questionnaires.models import Assignment, Response, Score, Version
from questionnaires.scoring.registry import items_of

RECORD_SOURCE = "record:"


def read(participant: Participant, *, for_themselves: bool = False) -> Picture:
    """Everything the doctor may see of this participant now; the participant also sees what they do not share.

    Expects `practice` and `contact` already joined. Five queries, and one more for each edition that this
    process sees for the first time.
    """
    decisions = participant.decided()
    granted = {scope for scope, is_granted in decisions.items() if is_granted}
    shares, keeps_record = for_themselves or Scope.SHARE in granted, Scope.RECORD in granted
    assignments = _assignments(participant)
    submitted = [one for one in assignments if one.state == Assignment.State.SUBMITTED and one.response]
    answers = [one for one in submitted if one.respondent == Assignment.Respondent.PARTICIPANT] if shares else []
    records = [one for one in submitted if one.respondent == Assignment.Respondent.CLINICIAN] if keeps_record else []
    now = clock.now()
    return Picture(
        study_number=participant.study_number,
        name=participant.contact.name,
        practice=participant.practice.name if participant.has_practice else "",
        phone=participant.practice.phone,
        enrolled_on=_day(participant.enrolled_at),
        today=clock.today(),
        shares=shares,
        keeps_record=keeps_record,
        answered=tuple(_answered(one) for one in answers),
        records=tuple(_answered(one) for one in records),
        events=_events(participant, records) if keeps_record else (),
        scores=_scores(answers) if answers else (),
        asked=sum(one.is_open(now) and one.respondent == Assignment.Respondent.PARTICIPANT for one in assignments),
        has_decided=bool(decisions),
        has_stopped=bool(decisions) and not granted,
    )


def last_decision(participant: Participant) -> datetime | None:
    """When the participant last decided anything: what was printed before is printed again, not handed out."""
    decided: datetime | None = participant.consents.aggregate(last=Max("decided_at"))["last"]
    return decided


def _assignments(participant: Participant) -> list[Assignment]:
    """All assignments with their responses, the oldest answer first; the editions' content stays unread."""
    return list(
        Assignment.objects.filter(participant=participant, diary__isnull=True)
        .select_related("response", "version")
        .defer("version__content", "response__trail")
        .order_by("response__submitted_at", "opens_at", "pk")
    )


def _answered(assignment: Assignment) -> Answered:
    day = _day(_submitted(assignment))
    definition = assignment.version.definition
    answers = assignment.response.answers if assignment.response else {}
    if assignment.respondent == Assignment.Respondent.PARTICIPANT:
        answers = only_shared(definition, answers)
    return Answered(day, definition, answers)


def _events(participant: Participant, records: list[Assignment]) -> tuple[Happened, ...]:
    versions: dict[str, Version] = {source_of(one.response): one.version for one in records if one.response}
    return tuple(
        Happened(
            kind=event.kind,
            item=event.item,
            code=event.code,
            starts_on=event.starts_on,
            ends_on=event.ends_on,
            definition=versions[event.source].definition if event.source in versions else None,
        )
        for event in Event.objects.filter(episode__participant=participant).order_by("starts_on", "pk")
    )


def source_of(response: Response) -> str:
    """How an event names the response it was ticked in."""
    return f"{RECORD_SOURCE}{response.uuid}"


def _scores(answers: list[Assignment]) -> tuple[Scored, ...]:
    """The latest value of each score that may be shown, by name; what could not be scored is left out."""
    forms = {one.response_id: one for one in answers}
    rows = Score.objects.filter(response__in=list(forms), value__isnull=False)
    latest: dict[str, Scored] = {}
    for score in sorted(rows, key=lambda row: (_submitted(forms[row.response_id]), row.pk)):
        form = forms[score.response_id]
        if score.value is not None and _is_shared(score.name, form.version.definition):
            latest[score.name] = Scored(_day(_submitted(form)), score.name, score.value, score.band)
    return tuple(latest[name] for name in sorted(latest))


def _is_shared(score: str, definition: Definition) -> bool:
    """Whether the form has items of the score, and every one of them is for care. An unknown score is not shown."""
    zones = {item.zone for item in definition.items if item.id in items_of(score)}
    return zones == {"shared_care"}


def _submitted(assignment: Assignment) -> datetime:
    """When the form was handed in. Raises ValueError for a form that was not: the database allows none."""
    if assignment.response is None or assignment.response.submitted_at is None:
        raise ValueError(f"{assignment} is submitted without a submitted response")
    return assignment.response.submitted_at


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.COPENHAGEN).date()
