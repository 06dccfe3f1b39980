"""Fear-Avoidance Beliefs Questionnaire: what the person thinks that activity and work do to the back."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.scoring.score import total

VERSION = "fabq/1"
ITEMS = 16
HIGHEST = 6
ACTIVITY = (2, 3, 4, 5)
WORK = (6, 7, 9, 10, 11, 12, 15)
ACTIVITY_HIGH_ABOVE = 14
WORK_HIGH_ABOVE = 29


def activity(positions: Sequence[int | None]) -> Decimal | None:
    """Beliefs about physical activity, from items 2-5; items 1, 8, 13, 14 and 16 count nowhere.

    Rule: the sum. Range: 0 to 24; unit: points; high is more fear.
    Missing: any gap in a scored item is null (a rule of ours, unverified).
    Raises ValueError for another number of positions, or an answer outside 0-6.
    Source: Waddell 1993, Pain 52:157.
    """
    return total(positions, "FABQ about activity", count=len(ACTIVITY), low=0, high=HIGHEST)


def work(positions: Sequence[int | None]) -> Decimal | None:
    """Beliefs about work, from items 6, 7, 9-12 and 15; 0 to 42. The rest as above."""
    return total(positions, "FABQ about work", count=len(WORK), low=0, high=HIGHEST)


def activity_band(score: Decimal | None) -> str:
    """high above 14, else low; empty without a score."""
    return _band(score, ACTIVITY_HIGH_ABOVE)


def work_band(score: Decimal | None) -> str:
    """high above 29, else low; found in people with acute pain from work. Empty without a score."""
    return _band(score, WORK_HIGH_ABOVE)


def _band(score: Decimal | None, high_above: int) -> str:
    if score is None:
        return ""
    return "high" if score > high_above else "low"
