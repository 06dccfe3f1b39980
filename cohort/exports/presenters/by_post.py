"""Who takes part by phone and paper, and what waits to be done for each."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch
from django.utils.translation import get_language

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Participant, Scope
from questionnaires.models import Assignment

MOMENT = timedelta(microseconds=1)  # what closes at midnight can be answered on the day before


@dataclass(frozen=True)
class Open:
    title: str
    last_day: date


@dataclass(frozen=True)
class Person:
    """`open`: what is to be sent or asked now, what closes first at the top."""

    participant: Participant
    is_decided: bool
    open: list[Open]


@dataclass(frozen=True)
class People:
    to_ask: list[Person]  # enrolled, and nothing decided yet
    to_send: list[Person]  # something is open
    waiting: list[Person]  # nothing to do until their next questionnaire


def people(user: User) -> People:
    """Everybody within the user's reach who takes part by phone and paper and has not said no."""
    now, language = clock.now(), (get_language() or "da")[:2]
    asked = (
        Assignment.objects.open_at(now)
        .filter(respondent=Assignment.Respondent.PARTICIPANT, diary__isnull=True)
        .select_related("version")
        .defer("version__content")
        .order_by("closes_at", "pk")
    )
    found = (
        Participant.objects.visible_to(user)
        .filter(way=Participant.Way.OFFICE)
        .select_related("contact", "practice")
        .prefetch_related("consents", Prefetch("assignments", queryset=asked, to_attr="to_answer"))
        .order_by("enrolled_at", "pk")
    )
    groups = People([], [], [])
    for participant in found:
        decided = {one.scope: one.granted for one in participant.consents.all()}
        if decided and not decided.get(Scope.QUESTIONNAIRES):
            continue
        waits = [_open(one, language) for one in vars(participant)["to_answer"]] if decided else []
        person = Person(participant, bool(decided), waits)
        (groups.to_ask if not decided else groups.to_send if waits else groups.waiting).append(person)
    groups.to_send.sort(key=lambda person: person.open[0].last_day)
    return groups


def _open(assignment: Assignment, language: str) -> Open:
    last = (assignment.closes_at - MOMENT).astimezone(clock.COPENHAGEN).date()
    return Open(assignment.version.definition.title.within(language), last)
