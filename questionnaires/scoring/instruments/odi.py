"""Oswestry Disability Index 2.1a: how much the back limits ten sides of a day."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.scoring.score import answered
from questionnaires.scoring.thresholds import limit

VERSION = "odi-2.1a/1"
SECTIONS = 10
HIGHEST = 5
FEWEST_ANSWERED = limit("odi_fewest_answered")
BANDS = ((20, "0_20"), (40, "21_40"), (60, "41_60"), (80, "61_80"), (100, "81_100"))


def odi(sections: Sequence[int | None]) -> Decimal | None:
    """Percent of the points that the answered sections allow.

    Rule: 100 * sum / (5 * answered). Range: 0 (no limits) to 100; unit: percent; high is worse.
    Missing: each gap takes 5 off the denominator; fewer than eight answered is null (unverified).
    Raises ValueError for another number of sections, or a level outside 0-5.
    Source: Fairbank & Pynsent 2000, Spine 25:2940.
    """
    known = answered(sections, "ODI", count=SECTIONS, low=0, high=HIGHEST)
    if len(known) < FEWEST_ANSWERED:
        return None
    return Decimal(100) * sum(known) / (HIGHEST * len(known))


def band(percent: Decimal | None) -> str:
    """The fifth of the scale, by its usual ends; the unrounded value decides, so that 20.1 is in 21_40."""
    return next((code for most, code in BANDS if percent is not None and percent <= most), "")
