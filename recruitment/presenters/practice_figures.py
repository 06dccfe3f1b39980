"""A practice's own figures beside its cluster's and the country's: what was asked, how long it took, what was sent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from statistics import median

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohort.common import clock
from cohort.members.models import Practice
from questionnaires.models import Version
from recruitment.models import ScreeningEntry, Workload
from recruitment.presenters import durations
from recruitment.reading import small
from recruitment.reading.workload import quarter

Measure = Workload.Measure
TEMPLATES = ("gp_first", "gp_follow_up")
"""The record templates of a consultation, by short name, in the order in which they are met."""


@dataclass(frozen=True)
class Line:
    """One figure in words: the practice's own, its cluster's, the country's."""

    name: str
    own: str
    cluster: str
    country: str


@dataclass(frozen=True)
class Figures:
    """`cluster` is its name, empty where the practice is in none. `refreshed_at`: when the others were counted."""

    since: date
    cluster: str
    lines: list[Line]
    refreshed_at: datetime | None


def of(practice: Practice) -> Figures:
    """Of this quarter; how long a record template takes is measured since the study began."""
    since = quarter(clock.today())
    rows = list(
        Workload.objects.filter(Q(since=since) | Q(measure=Measure.TEMPLATE)).filter(
            Q(practice=practice)
            | Q(practice=None, cluster=None)
            | Q(practice=None, cluster=practice.cluster_id, cluster__isnull=False)
        )
    )
    found = {(_place(row), row.measure, row.template): row for row in rows}
    lines = _screened(practice, since, found)
    lines.append(
        Line(
            _("Reminders sent by the program"),
            str(row.count if (row := found.get(("own", Measure.REMINDERS, ""))) else 0),
            *(_count(found.get((place, Measure.REMINDERS, ""))) for place in ("cluster", "country")),
        )
    )
    for slug, title in titles().items():
        own = found.get(("own", Measure.TEMPLATE, slug))
        lines.append(
            Line(
                title,
                durations.words(own.median_seconds) if own and own.median_seconds is not None else not_measured(),
                *(_median(found.get((place, Measure.TEMPLATE, slug))) for place in ("cluster", "country")),
            )
        )
    return Figures(
        since=since,
        cluster=practice.cluster.name if practice.cluster else "",
        lines=lines,
        refreshed_at=max((row.refreshed_at for row in rows), default=None),
    )


def titles() -> dict[str, str]:
    """The names of the record templates in the language that is active, by short name."""
    language = (get_language() or "da")[:2]
    newest = Version.objects.newest().filter(instrument__slug__in=TEMPLATES).defer("content")
    named = {version.instrument.slug: version.definition.title.within(language) for version in newest}
    return {slug: named[slug] for slug in TEMPLATES if slug in named}


def _screened(practice: Practice, since: date, found: dict[tuple[str, str, str], Workload]) -> list[Line]:
    entries = list(
        ScreeningEntry.objects.filter(
            practice=practice, at__gte=datetime.combine(since, time(), clock.COPENHAGEN)
        ).values_list("outcome", "seconds")
    )
    counted: Iterable[tuple[str, str, str | None]] = (
        (Measure.APPROACHED, _("Asked"), None),
        (Measure.ENROLLED, _("Enrolled"), ScreeningEntry.Outcome.ENROLLED),
        (Measure.DECLINED, _("Asked, said no"), ScreeningEntry.Outcome.DECLINED),
        (Measure.NOT_ELIGIBLE, _("Not eligible"), ScreeningEntry.Outcome.NOT_ELIGIBLE),
    )
    lines = [
        Line(
            name,
            str(sum(wanted in (None, outcome) for outcome, _seconds in entries)),
            *(_count(found.get((place, measure, ""))) for place in ("cluster", "country")),
        )
        for measure, name, wanted in counted
    ]
    taken = [seconds for _outcome, seconds in entries if seconds is not None]
    lines.append(
        Line(
            _("One enrolment"),
            durations.words(median(taken)) if taken else not_measured(),
            *(_median(found.get((place, Measure.ENROLMENT, ""))) for place in ("cluster", "country")),
        )
    )
    return lines


def not_measured() -> str:
    return _("Not measured yet")


def _place(row: Workload) -> str:
    return "own" if row.practice_id else "cluster" if row.cluster_id else "country"


def _count(row: Workload | None) -> str:
    shown = small.count(row.count if row else 0)
    return _("fewer than %(n)s") % {"n": small.FEWEST} if shown is None else str(shown)


def _median(row: Workload | None) -> str:
    seconds = small.median(row.median_seconds, row.count) if row else None
    return not_measured() if seconds is None else durations.words(seconds)
