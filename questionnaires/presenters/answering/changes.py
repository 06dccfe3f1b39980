"""What has changed since last time, in a few words and one picture."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from cohort.common.clock import COPENHAGEN
from cohort.members.models import Participant
from questionnaires.drawing import change as drawing
from questionnaires.drawing.change import Drawing
from questionnaires.models import Assignment
from questionnaires.scoring import course
from questionnaires.scoring.course import Direction, Line, Point, Sitting

DAYS = ("sick_days", "pain_days")


@dataclass(frozen=True)
class Shown:
    """One thing that is followed: its name, how it went, the picture, and the same as values of a table."""

    name: str
    sentence: str
    drawing: Drawing
    low: str
    high: str
    line: Line


@dataclass(frozen=True)
class Changes:
    """`next_day` is known where nothing can be compared yet, and something more will be asked."""

    shown: list[Shown]
    next_day: date | None

    @property
    def is_harder(self) -> bool:
        return any(one.line.since_before == "worse" for one in self.shown)

    @property
    def first_points(self) -> bool:
        return any(one.line.first for one in self.shown)


def changes(participant: Participant, assignment: Assignment, language: str, now: datetime) -> Changes:
    """What was just handed in beside what was handed in before; all of it the participant's own."""
    mine = Assignment.objects.filter(participant=participant, respondent=Assignment.Respondent.PARTICIPANT)
    sent = mine.filter(state=Assignment.State.SUBMITTED).select_related("response", "version")
    in_time = sent.defer("version__content", "response__trail").order_by("response__submitted_at", "pk")
    sittings = {one.pk: sitting for one in in_time if (sitting := _sitting(one))}
    present = sittings.pop(assignment.pk, None)
    earlier = [one for one in sittings.values() if present and one.day <= present.day]
    shown = [_shown(line, language) for line in course.lines(present, earlier)] if present else []
    return Changes(shown, None if shown else _next_day(participant, now))


def _sitting(assignment: Assignment) -> Sitting | None:
    response = assignment.response
    if response is None or response.submitted_at is None:
        return None
    day = response.submitted_at.astimezone(COPENHAGEN).date()
    return Sitting(day, assignment.version.definition, response.answers)


def _next_day(participant: Participant, now: datetime) -> date | None:
    """The next questionnaire that asks something which is followed."""
    ahead = Assignment.objects.filter(participant=participant, state=Assignment.State.OPEN, opens_at__gt=now)
    for one in ahead.select_related("version").defer("version__content").order_by("opens_at"):
        if course.can_be_followed(one.version.definition):
            return one.opens_at.astimezone(COPENHAGEN).date()
    return None


def _shown(line: Line, language: str) -> Shown:
    low, high = int(line.item.min or 0), int(line.item.max or 0)
    low_words, high_words = _ends(line, language)
    return Shown(
        name=line.words or _names()[line.measure.name],
        sentence=_sentence(line),
        drawing=drawing.drawn(low, high, start=_value(line.first), before=line.before.value, today=line.now.value),
        low=f"{low}{low_words}",
        high=f"{high}{high_words}",
        line=line,
    )


def _ends(line: Line, language: str) -> tuple[str, str]:
    """What the ends of the line mean: in the words of the question, in ours where those are a pack's, or the unit."""
    if line.measure.name == "own":
        least, most = _("does not work at all"), _("works really well")
        return f" = {least}", f" = {most}"
    if line.item.ends:
        return f" = {line.item.ends.low.within(language)}", f" = {line.item.ends.high.within(language)}"
    unit = f" {line.item.unit.within(language)}" if line.item.unit else ""
    return unit, unit


def _sentence(line: Line) -> str:
    if line.measure.name in DAYS:
        return _of_days()[line.since_before]
    return _sentences()[line.since_before, line.since_first]


def _value(point: Point | None) -> int | None:
    return point.value if point else None


def _names() -> dict[str, str]:
    return {
        "pain": _("Pain in your back"),
        "everyday": _("How much your back gets in the way of your day"),
        "own": _("Your own activity"),
        "sick_days": _("Sick days because of your back"),
        "pain_days": _("Days when your back hurts"),
    }


def _of_days() -> dict[Direction, str]:
    return {
        "better": _("Fewer days than last time."),
        "same": _("About as many days as last time."),
        "worse": _("More days than last time."),
    }


def _sentences() -> dict[tuple[Direction, Direction | None], str]:
    """By the way since last time, and since the start where that was another day."""
    better, harder = _("Better than last time."), _("Harder than last time.")
    return {
        ("better", None): better,
        ("better", "better"): _("Better than last time, and better than at the start."),
        ("better", "same"): better,
        ("better", "worse"): better,
        ("same", None): _("About the same as last time."),
        ("same", "better"): _("About the same as last time, and better than at the start."),
        ("same", "same"): _("About the same as last time and as at the start."),
        ("same", "worse"): _("About the same as last time, and harder than at the start."),
        ("worse", None): harder,
        ("worse", "better"): _("Harder than last time, and still better than at the start."),
        ("worse", "same"): harder,
        ("worse", "worse"): harder,
    }
