"""Musculoskeletal Health Questionnaire: how well the person is with their muscles and joints."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.scoring.score import answered
from questionnaires.scoring.thresholds import limit

VERSION = "mskhq/1"
ITEMS = 14
HIGHEST = 4
MOST_MISSING = limit("mskhq_most_missing")


def mskhq(positions: Sequence[int | None]) -> Decimal | None:
    """Sum of the 14 items.

    Rule: the sum. Range: 0 to 56; unit: points; high is better. No bands.
    Missing: up to three gaps are filled with the mean of the others; with more the score is null (unverified).
    Raises ValueError for another number of positions, or an answer outside 0-4.
    Source: Hill 2016, BMJ Open 6:e012331.
    """
    known = answered(positions, "MSK-HQ", count=ITEMS, low=0, high=HIGHEST)
    if len(known) < ITEMS - MOST_MISSING:
        return None
    return Decimal(ITEMS) * sum(known) / len(known)
