"""When a change is important to people: by points and by percent, both reported, neither decides alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from questionnaires.scoring.thresholds import limit


@dataclass(frozen=True)
class Threshold:
    """The smallest improvement that matters: in points, and in percent of the first value where defined."""

    points: Decimal
    percent: Decimal | None
    high_is_worse: bool


def _checked(points: str, percent: str, *, high_is_worse: bool) -> Threshold:
    return Threshold(Decimal(points), Decimal(percent), high_is_worse)


def _customary(name: str, *, high_is_worse: bool) -> Threshold:
    """In points only, from the table of what nobody has checked yet."""
    return Threshold(limit(name), None, high_is_worse)


# NRS, RMDQ and ODI: Ostelo 2008, Spine 33:90. MSK-HQ: Danish primary care, the lower end of 8-10 points.
# None for FABQ, BBQ, PHQ-4 and the two screening tools: no value is in use, or they are not made for change.
THRESHOLDS: Mapping[str, Threshold] = {
    "nrs": _checked("2", "30", high_is_worse=True),
    "rmdq": _checked("5", "30", high_is_worse=True),
    "odi": _checked("10", "30", high_is_worse=True),
    "mskhq": _checked("8", "26", high_is_worse=False),
    "psfs": _customary("psfs_change", high_is_worse=False),
    "psfs_activity": _customary("psfs_activity_change", high_is_worse=False),
    "pseq2": _customary("pseq2_change", high_is_worse=False),
    "eq5d_index": _customary("eq5d_change", high_is_worse=False),
    "promis_pi": _customary("promis_change", high_is_worse=True),
    "promis_pf": _customary("promis_change", high_is_worse=False),
    "promis_sd": _customary("promis_change", high_is_worse=True),
    "nih_impact": _customary("nih_change", high_is_worse=True),
    "groc_15": _customary("groc_15_change", high_is_worse=False),
    "groc_11": _customary("groc_11_change", high_is_worse=False),
    "days_4w": _customary("days_4w_change", high_is_worse=True),
}


@dataclass(frozen=True)
class Change:
    """`points` is later minus first; `percent` the improvement in percent of the first value, to one decimal.

    The percent is negative where things got worse, and None where the first value is 0.
    """

    points: Decimal
    percent: Decimal | None
    important_by_points: bool
    important_by_percent: bool


def change(first: Decimal, later: Decimal, threshold: Threshold) -> Change:
    """Change of one person on one scale. A worsening is never flagged: the thresholds are for improvement.

    The flags compare exact values; only the shown percent is rounded.
    """
    points = later - first
    better = -points if threshold.high_is_worse else points
    percent = better * 100 / first if first else None
    wanted = threshold.percent
    return Change(
        points=points,
        percent=None if percent is None else percent.quantize(Decimal("0.1")),
        important_by_points=better >= threshold.points,
        important_by_percent=wanted is not None and first > 0 and better * 100 >= wanted * first,
    )
