"""What may be shown of the counts, read from the rows: nothing here sees a number that is hidden."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Max

from cohort.common.counts.disclosure import Hidden, Shown
from cohort.members.models import Cluster, Practice, Region
from questionnaires.models import Plan, Version
from recruitment.models import Tally

NOBODY = Shown(0)
# Dimensions whose values are codes of an item: which instrument asks it, and its name there.
ITEMS = {
    "sex": ("baseline_b", "sex"),
    "education": ("baseline_b", "education"),
    "work": ("baseline_a", "work_now"),
    "strain": ("baseline_b", "econ_strain"),
    "duration": ("baseline_a", "episode_duration"),
}


@dataclass(frozen=True)
class Wave:
    slug: str
    name: str


Groups = dict[str, dict[str, Shown]]
"""Value → stage → what may be shown. What is missing is 0."""


def groups(dimensions: Collection[str]) -> dict[str, Groups]:
    """Of all months together, by dimension."""
    found: dict[str, Groups] = {dimension: {} for dimension in dimensions}
    rows = Tally.objects.filter(month__isnull=True, dimension__in=dimensions)
    for dimension, value, stage, shown, hidden in rows.values_list("dimension", "value", "stage", "shown", "hidden"):
        found[dimension].setdefault(value, {})[stage] = Shown(shown, _reason(hidden))
    return found


def months(stages: Collection[str]) -> dict[date, dict[str, Shown]]:
    """Of the whole, month by month, the earliest first."""
    found: dict[date, dict[str, Shown]] = defaultdict(dict)
    rows = Tally.objects.filter(month__isnull=False, dimension="whole", stage__in=stages).order_by("month")
    for month, stage, shown, hidden in rows.values_list("month", "stage", "shown", "hidden"):
        if month is not None:
            found[month][stage] = Shown(shown, _reason(hidden))
    return dict(found)


def waves(language: str) -> list[Wave]:
    """Of the newest plan, in the order of time."""
    newest = Plan.objects.aggregate(newest=Max("pk"))["newest"]
    plan = Plan.objects.filter(pk=newest).prefetch_related("waves").first()
    ordered = sorted(plan.waves.all(), key=lambda wave: (wave.offset_days, wave.pk)) if plan else []
    return [Wave(wave.slug, wave.name.get(language, wave.name["en"])) for wave in ordered]


def names(dimension: str, language: str) -> dict[str, str]:
    """Value → its name, in the order in which the values are shown; for dimensions that are places or answers."""
    match dimension:
        case "region":
            return {str(pk): name for pk, name in Region.objects.order_by("name", "pk").values_list("pk", "name")}
        case "cluster":
            return {str(pk): name for pk, name in Cluster.objects.order_by("name", "pk").values_list("pk", "name")}
        case "practice":
            listed = Practice.objects.order_by("name", "pk").values_list("pk", "name")
            return {str(pk): name for pk, name in listed}
    slug, name = ITEMS[dimension]
    newest = Version.objects.filter(instrument__slug=slug).order_by("-number").values_list("pk", flat=True).first()
    return dict(_options(newest, name, language)) if newest else {}


@lru_cache(maxsize=256)
def _options(version: int, name: str, language: str) -> tuple[tuple[str, str], ...]:
    """The options of an item by name. A version never changes, so each process reads it once."""
    item = Version.objects.get(pk=version).definition.item(name)
    return tuple((option.code, option.label.within(language)) for option in item.options) if item else ()


def _reason(hidden: str) -> Hidden:
    return "few" if hidden == "few" else "kept" if hidden else ""
