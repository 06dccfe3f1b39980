"""When a change is important to people: by points and by percent, both reported, neither decides alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Threshold:
    """The smallest improvement that matters: in points, and in percent of the first value where defined."""

    points: Decimal
    percent: Decimal | None
    high_is_worse: bool


# NRS and RMDQ: Ostelo 2008, Spine 33:90. PSFS: customary values, mean of activities 2, one activity 3.
THRESHOLDS: Mapping[str, Threshold] = {
    "nrs": Threshold(Decimal(2), Decimal(30), high_is_worse=True),
    "rmdq": Threshold(Decimal(5), Decimal(30), high_is_worse=True),
    "psfs": Threshold(Decimal(2), None, high_is_worse=False),
    "psfs_activity": Threshold(Decimal(3), None, high_is_worse=False),
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
