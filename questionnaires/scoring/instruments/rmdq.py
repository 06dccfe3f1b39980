"""Roland-Morris Disability Questionnaire: how many of 24 limits the back puts on the day."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from questionnaires.scoring.thresholds import limit

Mode = Literal["tick", "yes_no"]
VERSION = "rmdq/1"
FORMS = (23, 24)
MOST_MISSING = limit("rmdq_most_missing")
RECOVERED_AT_MOST = 2
RELEVANT_FROM = 7


def rmdq(positions: Sequence[bool | None], mode: Mode = "tick") -> Decimal | None:
    """Score of the 24-item form, or of the Danish 23-item form.

    Rule: the number of ticks. In yes/no mode with gaps: items * yes / answered.
    Range: 0 (no limits) to 24, or 23; unit: ticked limits; high is worse.
    Missing: a tick form cannot tell missing from no, so a form without any answer at all (None everywhere)
    is null and every other gap is "no". In yes/no mode at most four gaps are allowed (20 of 24 answered; unverified).
    Raises ValueError for another number of positions.
    Source: Roland & Fairbank 2000, Spine 25:3115; proration after Kent & Lauridsen 2011, Spine 36:1878.
    """
    if len(positions) not in FORMS:
        raise ValueError(f"RMDQ has 23 or 24 positions, not {len(positions)}")
    answered = [position for position in positions if position is not None]
    if not answered:
        return None
    if mode == "tick":
        return Decimal(sum(answered))
    if len(answered) < len(positions) - MOST_MISSING:
        return None
    return Decimal(len(positions)) * sum(answered) / len(answered)


def band(score: Decimal | None) -> str:
    """recovered (at most 2), some (up to 7), relevant (7 and more); empty without a score."""
    if score is None:
        return ""
    if score <= RECOVERED_AT_MOST:
        return "recovered"
    return "relevant" if score >= RELEVANT_FROM else "some"
