"""PSEQ-2: how sure the person is of getting by despite the pain, two items."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.scoring.score import total
from questionnaires.scoring.thresholds import limit

VERSION = "pseq2/1"
ITEMS = 2
HIGHEST = 6
LOW_AT_MOST = limit("pseq2_low_at_most")
GOOD_FROM = limit("pseq2_good_from")


def pseq2(positions: Sequence[int | None]) -> Decimal | None:
    """Sum of the two items.

    Rule: the sum. Range: 0 to 12; unit: points; high is better.
    Missing: both are needed.
    Raises ValueError for another number of positions, or an answer outside 0-6.
    Source: Nicholas, McGuire & Asghari 2015, J Pain 16:153.
    """
    return total(positions, "PSEQ-2", count=ITEMS, low=0, high=HIGHEST)


def band(score: Decimal | None) -> str:
    """low (at most 5), middle, good (8 and more); the limits are unverified. Empty without a score."""
    if score is None:
        return ""
    if score <= LOW_AT_MOST:
        return "low"
    return "good" if score >= GOOD_FROM else "middle"
