"""PHQ-4: worry and low mood in the last two weeks, four items."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.scoring import score

VERSION = "phq4/1"
ITEMS = 4
HIGHEST = 3
ANXIETY = (1, 2)
DEPRESSION = (3, 4)
POSITIVE_FROM = 3
BANDS = ((0, "none"), (3, "mild"), (6, "moderate"), (9, "severe"))


def phq4(positions: Sequence[int | None]) -> Decimal | None:
    """Sum of the four items.

    Rule: the sum. Range: 0 to 12; unit: points; high is worse.
    Missing: any gap is null.
    Raises ValueError for another number of positions, or an answer outside 0-3.
    Source: Kroenke 2009, Psychosomatics 50:613.
    """
    return score.total(positions, "PHQ-4", count=ITEMS, low=0, high=HIGHEST)


def subscale(positions: Sequence[int | None]) -> Decimal | None:
    """Sum of the two items about anxiety (1, 2), or of the two about depression (3, 4).

    Rule: the sum. Range: 0 to 6; unit: points; high is worse.
    Missing: a gap is null in its own subscale only (a rule of ours, unverified).
    Raises ValueError for another number of positions, or an answer outside 0-3.
    Source: as above.
    """
    return score.total(positions, "a part of PHQ-4", count=len(ANXIETY), low=0, high=HIGHEST)


def band(total: Decimal | None) -> str:
    """none (0-2), mild (3-5), moderate (6-8), severe (9-12); empty without a score."""
    return score.graded(total, BANDS)


def screen(part: Decimal | None) -> str:
    """positive from 3 points in a subscale, else negative. A screen is no diagnosis."""
    return score.graded(part, [(0, "negative"), (POSITIVE_FROM, "positive")])
