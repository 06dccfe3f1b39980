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


def duties(practices: Sequence[Practice]) -> list[Duty]:
    """With the practices' own times where somebody looks who works in one; a first one stands for all of them."""
    rows = Workload.objects.filter(since=None).filter(
        Q(practice=None, cluster=None) | Q(practice__in=[practice.pk for practice in practices[:1]])
    )
    found = {(row.practice_id is not None, row.measure, row.template): row for row in rows}
    named = titles()
    listed = [(Measure.ENROLMENT, "", _("Enrol a patient"), _("While the patient sits with you"), False)]
    for number, (slug, title) in enumerate(named.items()):
        when = _("At the next consultations, when something is new") if number else _("At the first consultation")
        listed.append((Measure.TEMPLATE, slug, title, when, bool(number)))
    return [
        Duty(
            name,
            when,
            _told(found.get((False, measure, slug)), small.FEWEST_MEASURED),
            _told(found.get((True, measure, slug)), 1),
            is_optional,
        )
        for measure, slug, name, when, is_optional in listed
    ]


def _told(row: Workload | None, fewest: int) -> str:
    if row is None or row.median_seconds is None or row.count < fewest:
        return not_measured()
    return durations.words(row.median_seconds)
