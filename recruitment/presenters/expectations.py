"""What a practice that takes part does, and how long it takes: measured in the practices that do, not promised."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from cohort.members.models import Practice
from recruitment.models import Workload
from recruitment.presenters import durations
from recruitment.presenters.practice_figures import not_measured, titles
from recruitment.reading import small

Measure = Workload.Measure


@dataclass(frozen=True)
class Duty:
    """One thing to do: when, how long it takes half of the times at most, and whether it may be left out."""

    name: str
    when: str
    everywhere: str
    own: str
    is_optional: bool


@dataclass(frozen=True)
class Together:
    """What we ask for, for one patient, in words."""

    everywhere: str
    own: str


def duties(practices: Sequence[Practice]) -> tuple[list[Duty], Together]:
    """What there is to do, and how long that takes which we ask for.

    Where somebody looks who works in a practice, its own times stand beside; of several practices the first.
    """
    rows = Workload.objects.filter(since=None).filter(
        Q(practice=None, cluster=None) | Q(practice__in=[practice.pk for practice in practices[:1]])
    )
    found = {(row.practice_id is not None, row.measure, row.template): row for row in rows}
    named = titles()
    listed = [(Measure.ENROLMENT, "", _("Enrol a patient"), _("While the patient sits with you"), False)]
    for number, (slug, title) in enumerate(named.items()):
        when = _("At the next consultations, when something is new") if number else _("At the first consultation")
        listed.append((Measure.TEMPLATE, slug, title, when, bool(number)))
    told: list[Duty] = []
    asked: tuple[list[float | None], list[float | None]] = ([], [])
    for measure, slug, name, when, is_optional in listed:
        everywhere = _seconds(found.get((False, measure, slug)), small.FEWEST_MEASURED)
        own = _seconds(found.get((True, measure, slug)), 1)
        told.append(Duty(name, when, _words(everywhere), _words(own), is_optional))
        if not is_optional:
            asked[0].append(everywhere)
            asked[1].append(own)
    return told, Together(*(_words(_sum(seconds)) for seconds in asked))


def _seconds(row: Workload | None, fewest: int) -> float | None:
    return row.median_seconds if row and row.count >= fewest else None


def _sum(seconds: list[float | None]) -> float | None:
    """None where one of them is not known."""
    known = [one for one in seconds if one is not None]
    return sum(known) if len(known) == len(seconds) else None


def _words(seconds: float | None) -> str:
    return not_measured() if seconds is None else durations.words(seconds)
