"""Impact score of the NIH task force on chronic low back pain: pain, interference and function in one number."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.scoring.instruments import promis
from questionnaires.scoring.score import graded
from questionnaires.scoring.thresholds import limit

VERSION = "nih-impact/1"
MOST_PAIN = 10
BANDS = ((0, "mild"), (limit("nih_moderate_from"), "moderate"), (limit("nih_severe_from"), "severe"))


def nih_impact(pain: int | None, interference: Sequence[int | None], function: Sequence[int | None]) -> Decimal | None:
    """Sum of pain in the last 7 days, and of PROMIS pain interference 4a and physical function 4a.

    Rule: pain 0-10 + raw sum of interference 4-20 + raw sum of function 4-20, each function item as 6 - answer.
    Range: 8 to 50; unit: points; high is worse.
    Missing: all nine are needed.
    Raises ValueError for pain outside 0-10, and as the PROMIS forms do.
    Source: Deyo 2014, J Pain 15:569; rule and bands unverified.
    """
    if pain is not None and not 0 <= pain <= MOST_PAIN:
        raise ValueError(f"pain is 0 to 10, not {pain}")
    interfering, functioning = promis.raw_sum(interference), promis.raw_sum(function)
    if pain is None or interfering is None or functioning is None:
        return None
    limited = promis.ITEMS * (promis.LOWEST + promis.HIGHEST) - functioning
    return Decimal(pain + interfering + limited)


def band(score: Decimal | None) -> str:
    """mild (8-27), moderate (28-34), severe (35-50); the limits are unverified. Empty without a score."""
    return graded(score, BANDS)
