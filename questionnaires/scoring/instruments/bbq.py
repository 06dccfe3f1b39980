"""Back Beliefs Questionnaire: what the person thinks the future of a bad back is."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.scoring.score import total
from questionnaires.scoring.thresholds import BBQ_SCORED

VERSION = "bbq/1"
ITEMS = 14
LOWEST, HIGHEST = 1, 5
SCORED = BBQ_SCORED


def bbq(positions: Sequence[int | None]) -> Decimal | None:
    """Sum of the nine scored items turned round; which nine is unverified.

    Rule: each counts 6 - answer. Range: 9 to 45; unit: points; high is more helpful beliefs. No bands; the smallest
    change that could be told from noise was 10.5 in older Norwegian patients.
    Missing: all nine are needed.
    Raises ValueError for another number of positions, or an answer outside 1-5.
    Source: Symonds 1996, Occup Med 46:25.
    """
    agreed = total(positions, "BBQ", count=len(SCORED), low=LOWEST, high=HIGHEST)
    return None if agreed is None else len(SCORED) * (LOWEST + HIGHEST) - agreed
