"""The monitor's words: stages, dimensions and values by name, and numbers as they may be shown."""

import itertools
from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from cohort.common.counts.disclosure import Shown
from cohort.members.models import Participant
from recruitment.actions.tallying.facts import PLACES
from recruitment.models import Channel, ScreeningEntry
from recruitment.reading import tallies

AGES = ("18", "30", "40", "50", "60", "70", "80")


def number(one: Shown) -> str:
    """A number, or the word for one that is hidden."""
    if one.number is not None:
        return number_format(one.number, force_grouping=True)
    return _("fewer than 8") if one.hidden == "few" else _("not shown")


def titles() -> dict[str, str]:
    """Every dimension that has a table, in the order of the page."""
    return {
        "region": _("Region"),
        "cluster": _("Cluster"),
        "practice": _("Practice"),
        "channel": _("Way in"),
        "way": _("Way of taking part"),
        "age": _("Age"),
        "sex": _("Sex"),
        "education": _("Education"),
        "work": _("Work"),
        "strain": _("Economic strain"),
        "duration": _("How long the back has hurt"),
    }


def stages(waves: list[tallies.Wave]) -> dict[str, str]:
    """Every stage of a table, in the order of time."""
    told = {
        "approached": _("Approached"),
        "eligible": _("Eligible"),
        "enrolled": _("Enrolled"),
        "consented": _("Said yes to questionnaires"),
        "withdrew": _("Took it back"),
    }
    for wave in waves:
        told[f"due:{wave.slug}"] = _("%(wave)s: due") % {"wave": wave.name}
        told[f"answered:{wave.slug}"] = _("%(wave)s: answered") % {"wave": wave.name}
    return told


def reasons(outcome: str) -> dict[str, str]:
    """The reasons of a screening entry by their stage."""
    found = {f"{outcome}:{reason.value}": str(reason.label) for reason in ScreeningEntry.Reason}
    return found | {f"{outcome}:": _("no reason noted")}


def values(dimension: str, language: str) -> Mapping[str, str]:
    """The values of a dimension by name, in their order; nothing is known of the last one."""
    match dimension:
        case "channel":
            named = {str(kind.value): str(kind.label) for kind in Channel.Kind}
        case "way":
            named = {str(way.value): str(way.label) for way in Participant.Way}
        case "age":
            named = ages()
        case _:
            named = tallies.names(dimension, language)
    return named | {"": _("none") if dimension in PLACES else _("not known")}


def ages() -> dict[str, str]:
    last = AGES[-1]
    named = {low: f"{low}–{int(high) - 1}" for low, high in itertools.pairwise(AGES)}
    return named | {last: _("%(age)s or older") % {"age": last}}
