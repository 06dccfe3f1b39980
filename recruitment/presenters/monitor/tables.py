"""The monitor's tables as text: the same on the page, on paper and in a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohort.common.counts.disclosure import Shown
from recruitment.actions.tallying.facts import PLACES
from recruitment.actions.tallying.showing import BY_MONTH, WHOLE
from recruitment.presenters.monitor import words
from recruitment.reading import tallies
from recruitment.reading.reference import reference
from recruitment.reading.spread import Spread, spread
from recruitment.reading.tallies import NOBODY, Groups, Wave

FIRST = ("approached", "enrolled", "consented")


@dataclass(frozen=True)
class Row:
    name: str
    cells: list[str]
    is_under: bool = False


@dataclass(frozen=True)
class Table:
    """A name for its address, a heading, the heads of the columns with the first one, and the rows."""

    key: str
    title: str
    heads: list[str]
    rows: list[Row]

    @property
    def lines(self) -> list[list[str]]:
        """Head and rows, for a file."""
        return [self.heads, *([row.name, *row.cells] for row in self.rows)]


def by_dimension(
    dimension: str, groups: Mapping[str, Groups], language: str, waves: list[Wave], *, all_stages: bool
) -> Table:
    """One row for each value, with every stage or the first ones. Shares where there is a reference.

    `groups` are those of the dimension and of the whole.
    """
    found = groups[dimension]
    stages = words.stages(waves)
    shown = list(stages) if all_stages else [*FIRST, *(f"answered:{wave.slug}" for wave in waves[:1])]
    if dimension not in PLACES:
        shown = [stage for stage in shown if stage not in ("approached", "eligible")]
    if dimension in ("practice", "cluster"):
        later = {f"{what}:{wave.slug}" for wave in waves for what in ("due", "answered")}
        shown = [stage for stage in shown if stage not in later - {f"answered:{wave.slug}" for wave in waves[:1]}]
    named = words.values(dimension, language)
    laid = beside(dimension, found, named, groups[WHOLE].get("", {}).get("enrolled", NOBODY))
    heads = [words.titles()[dimension], *(stages[stage] for stage in shown)]
    if laid:
        heads += [_("Share, %"), _("Reference, %"), _("Under-represented")]
    rows = []
    for value, name in named.items():
        if value not in found and (value == "" or value not in laid):
            continue
        cells = [words.number(found.get(value, {}).get(stage, NOBODY)) for stage in shown]
        if laid:
            cells += _share(laid.get(value))
        rows.append(Row(name, cells, is_under=value in laid and laid[value].is_under))
    return Table(dimension, words.titles()[dimension], heads, rows)


def beside(dimension: str, found: Groups, named: Mapping[str, str], people: Shown) -> dict[str, Spread]:
    """Each group's share beside the reference; empty where there is none."""
    known = reference()
    shares = known.shares.get(dimension, {})
    if dimension == "region":  # regions stand by name in the reference; a former one has none of its own any more
        shares = {value: shares[name] for value, name in named.items() if name in shares and value in found}
    if not shares:
        return {}
    groups = {value: stages.get("enrolled", NOBODY) for value, stages in found.items()}
    return spread(groups, shares, people, flag_below=known.flag_below, least_people=known.least_people)


def _share(one: Spread | None) -> list[str]:
    if one is None:
        return ["", "", ""]
    own = "" if one.own is None else str(one.own)
    wanted = "" if one.reference is None else f"{one.reference:g}"
    return [own, wanted, _("yes") if one.is_under else ""]


def by_month() -> Table:
    stages = words.stages([])
    found = tallies.months(BY_MONTH)
    rows = [
        Row(date_format(month, "F Y"), [words.number(there.get(stage, NOBODY)) for stage in BY_MONTH])
        for month, there in found.items()
    ]
    return Table("months", _("Month by month"), [_("Month"), *(stages[stage] for stage in BY_MONTH)], rows)


def channels_by_age(found: Groups) -> Table:
    """How old those are who came in by each way (R18)."""
    ages, kinds = words.ages(), words.values("channel", "")
    rows = []
    for kind, name in kinds.items():
        cells = [found.get(f"{kind}:{age}", {}).get("enrolled", NOBODY) for age in ages]
        if any(f"{kind}:{age}" in found for age in ages):
            rows.append(Row(name, [words.number(cell) for cell in cells]))
    title = _("Age by way in")
    return Table("channel_age", title, [_("Way in"), *ages.values()], rows)
