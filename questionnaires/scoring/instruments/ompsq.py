"""Örebro Musculoskeletal Pain Screening Questionnaire, short form: the risk of long work disability."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.scoring.score import answered, graded
from questionnaires.scoring.thresholds import limit

VERSION = "ompsq-sf/1"
ITEMS = 10
HIGHEST = 10
REVERSED = (3, 4, 8)
MOST_MISSING = limit("ompsq_most_missing")
HIGHER_RISK_FROM = 50


def ompsq(positions: Sequence[int | None]) -> Decimal | None:
    """Sum of the ten items, three of them turned round.

    Rule: position 1 (duration) is coded 1-10, the rest 0-10; positions 3, 4 and 8 count 10 - answer.
    Range: 1 to 100 (from 0 where the duration itself is the gap); unit: points; high is worse.
    Missing: one gap is filled with the mean of the others; with more the score is null (unverified).
    Raises ValueError for another number of positions, or an answer outside its range.
    Source: Linton, Nicholas & MacDonald 2011, Spine 36:1891.
    """
    known = answered(positions, "ÖMPSQ", count=ITEMS, low=0, high=HIGHEST)
    if positions[0] == 0:
        raise ValueError("ÖMPSQ codes the duration from 1 to 10")
    if len(known) < ITEMS - MOST_MISSING:
        return None
    points = [
        HIGHEST - position if number in REVERSED else position
        for number, position in enumerate(positions, start=1)
        if position is not None
    ]
    return Decimal(ITEMS) * sum(points) / len(points)


def band(score: Decimal | None) -> str:
    """higher_risk of lasting work disability from 50 points, else lower_risk; the unrounded value decides."""
    return graded(score, [(0, "lower_risk"), (HIGHER_RISK_FROM, "higher_risk")])
