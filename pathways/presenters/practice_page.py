"""Whom the practice may want to think of: waiting for consent, due now, not answering. Names, in three queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet, Window

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.models import Consent, Participant, Practice, Scope
from questionnaires.models import Assignment
from questionnaires.models.assignment import AssignmentQuerySet

SHOWN = 8
"""So many names of a group; the others are on the list of patients."""
SILENT_AFTER = timedelta(days=7)
"""What was asked longer ago than this, and not answered, makes somebody one who does not answer."""
FORGOTTEN_AFTER = timedelta(days=90)
"""What closed longer ago than this says nothing about now."""
State = Assignment.State


@dataclass(frozen=True)
class Group:
    people: Sequence[Participant]
    count: int

    @property
    def more(self) -> int:
        return self.count - len(self.people)


@dataclass(frozen=True)
class Groups:
    waiting: Group
    due: Group
    silent: Group

    @property
    def shown(self) -> int:
        """How many names are on the page."""
        return sum(len(group.people) for group in (self.waiting, self.due, self.silent))


def groups(user: User, practice: Practice) -> Groups:
    """Of the practice's participants whom the user may see. The office asks those who take part by phone and paper."""
    now = clock.now()
    here = Participant.objects.visible_to(user).filter(practice=practice, merged_into=None)
    decided = Consent.objects.filter(participant=OuterRef("pk"), scope=Scope.QUESTIONNAIRES)
    asked = here.consenting(Scope.QUESTIONNAIRES).filter(way=Participant.Way.ONLINE)
    silent = Exists(_unanswered(now))
    return Groups(
        waiting=_group(here.filter(~Exists(decided)).order_by("-enrolled_at", "-pk")),
        due=_group(asked.filter(Exists(_theirs().open_at(now)), ~silent).order_by("-enrolled_at", "-pk")),
        silent=_group(asked.filter(silent).order_by("-enrolled_at", "-pk")),
    )


def _theirs() -> "AssignmentQuerySet":
    """The questionnaires of the participant in the outer query; not diaries, where a day may be left out."""
    return Assignment.objects.filter(
        participant=OuterRef("pk"), respondent=Assignment.Respondent.PARTICIPANT, diary__isnull=True
    )


def _unanswered(now: datetime) -> "QuerySet[Assignment]":
    """What was asked more than a week ago and not answered, nor anything that was asked then or later."""
    later = Assignment.objects.filter(
        participant=OuterRef("participant"),
        respondent=Assignment.Respondent.PARTICIPANT,
        diary__isnull=True,
        state=State.SUBMITTED,
        opens_at__gte=OuterRef("opens_at"),
    )
    return (
        _theirs()
        .exclude(state=State.SUBMITTED)
        .filter(opens_at__lt=now - SILENT_AFTER, closes_at__gt=now - FORGOTTEN_AFTER)
        .filter(~Exists(later))
    )


def _group(people: "QuerySet[Participant]") -> Group:
    """The first names of it and how many there are, in one query."""
    found = list(people.select_related("contact").annotate(all=Window(Count("pk")))[:SHOWN])
    return Group(found, found[0].all if found else 0)
