"""A participant's own page: the course, what was answered, what is open, what was chosen, and who has looked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohort.common import clock
from cohort.members import history
from cohort.members.history import Moment
from cohort.members.models import Participant, Scope
from pathways.presenters.own_diaries import DiaryCard, diaries
from pathways.presenters.own_looks import Look, looks
from pathways.reading.own import questionnaires
from pathways.reading.participant import read
from pathways.sheets.html import timeline_svg
from pathways.sheets.words import words
from pathways.summary.course import course
from pathways.timeline.layout import draw
from pathways.timeline.table import Row, rows
from questionnaires.definition import timing
from questionnaires.engine import paging
from questionnaires.models import Assignment
from questionnaires.models.wording import shown_definition, stamp_now
from questionnaires.presenters.answering import review
from recruitment.presenters.consent import choices
from recruitment.presenters.consent.choices import Choices
from recruitment.presenters.consent.consent_page import ScopeQuestion

MOMENT = timedelta(microseconds=1)  # what closes at midnight can be answered on the day before


@dataclass(frozen=True)
class Form:
    """A questionnaire by its title: the day it was handed in, or the last day it can be."""

    uuid: UUID
    title: str
    day: date
    minutes: int


@dataclass(frozen=True)
class OwnPage:
    first_name: str
    timeline: SafeString
    rows: list[Row]
    has_course: bool
    open: list[Form]
    earlier: list[Form]
    diaries: list[DiaryCard]
    choices: Choices
    reminders: ScopeQuestion | None  # stands in a place of its own, where it is looked for
    moments: list[Moment]  # at which something was chosen
    looks: list[Look]


def page(participant: Participant) -> OwnPage:
    """The page in the active language. Expects `practice` and `contact` already joined."""
    said = words()
    picture = read(participant, for_themselves=True)
    whole = course(picture, said.language, said.timeline)
    chosen = choices.page(participant)
    mine = questionnaires(participant)
    to_answer = mine.open_at(clock.now()) if participant.allows(Scope.QUESTIONNAIRES) else mine.none()
    stamp = stamp_now()
    handed_in = mine.filter(state=Assignment.State.SUBMITTED)
    return OwnPage(
        first_name=picture.name.split()[0] if picture.name.strip() else "",
        timeline=timeline_svg(draw(whole, said.timeline)),
        rows=rows(whole, said.timeline),
        has_course=not whole.is_empty,
        open=[_form(one, one.closes_at - MOMENT, stamp) for one in to_answer.order_by("closes_at", "pk")],
        earlier=[_form(one, _handed_in(one), stamp) for one in handed_in.order_by("-response__submitted_at", "-pk")],
        diaries=diaries(participant),
        choices=chosen,
        reminders=next((one for one in chosen.scopes if one.scope == Scope.REMINDERS), None),
        moments=history.moments(participant),
        looks=looks(participant),
    )


def answers(assignment: Assignment) -> list[review.Line]:
    """Every question that was shown, with the answer in words: all zones, for they are the participant's own.

    What was asked in words that are no longer here stands under the item's label, which is our own.
    """
    given = assignment.response.answers if assignment.response else {}
    definition = shown_definition(assignment.version, clock.today(), "web")
    ended = frozenset(item.pack for item in definition.items if item.pack and item.id in given)
    views = paging.pages(definition, given, ended)
    return review.lines(views, given, get_language() or "da", (_("Yes"), _("No")))


def _form(assignment: Assignment, moment: datetime, stamp: str) -> Form:
    assignment.version.packs_stamp = stamp
    definition = shown_definition(assignment.version, clock.today(), "web")
    return Form(
        uuid=assignment.uuid,
        title=definition.title.within((get_language() or "da")[:2]),
        day=moment.astimezone(clock.COPENHAGEN).date(),
        minutes=max(1, round(timing.minutes(definition))),
    )


def _handed_in(assignment: Assignment) -> datetime:
    if assignment.response is None or assignment.response.submitted_at is None:
        raise ValueError(f"{assignment} is submitted without a submitted response")
    return assignment.response.submitted_at
