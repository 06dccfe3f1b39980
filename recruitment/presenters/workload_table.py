"""How much work each practice has, for the study office, which sees each of its patients anyway: exact figures."""

from dataclasses import dataclass
from datetime import date, datetime

from cohort.common import clock
from cohort.members.models import Practice
from recruitment.models import Workload
from recruitment.presenters import durations
from recruitment.presenters.practice_figures import titles
from recruitment.reading.workload import quarter

Measure = Workload.Measure


@dataclass(frozen=True)
class Row:
    """One practice. Times are medians in words, empty where nothing was measured."""

    practice: str
    approached: int
    enrolled: int
    enrolment: str
    templates: list[str]
    reminders: int


@dataclass(frozen=True)
class Table:
    since: date
    templates: list[str]
    everybody: Row
    rows: list[Row]
    refreshed_at: datetime | None


def table(everybody: str) -> Table:
    """Of this quarter, practice by practice; `everybody` is the name of the line of them all."""
    since = quarter(clock.today())
    named = titles()
    found: dict[tuple[int | None, str, str], Workload] = {}
    latest: datetime | None = None
    for row in Workload.objects.filter(cluster=None):
        if row.since == since or row.measure == Measure.TEMPLATE:
            found[row.practice_id, row.measure, row.template] = row
            latest = max(latest or row.refreshed_at, row.refreshed_at)
    practices = Practice.objects.filter(takes_part=True).order_by("name", "pk")
    return Table(
        since=since,
        templates=list(named.values()),
        everybody=_row(None, everybody, list(named), found),
        rows=[_row(practice.pk, practice.name, list(named), found) for practice in practices],
        refreshed_at=latest,
    )


def _row(pk: int | None, name: str, slugs: list[str], found: dict[tuple[int | None, str, str], Workload]) -> Row:
    def count(measure: str) -> int:
        row = found.get((pk, measure, ""))
        return row.count if row else 0

    def time(measure: str, slug: str = "") -> str:
        row = found.get((pk, measure, slug))
        return durations.words(row.median_seconds) if row and row.median_seconds is not None else ""

    return Row(
        practice=name,
        approached=count(Measure.APPROACHED),
        enrolled=count(Measure.ENROLLED),
        enrolment=time(Measure.ENROLMENT),
        templates=[time(Measure.TEMPLATE, slug) for slug in slugs],
        reminders=count(Measure.REMINDERS),
    )
