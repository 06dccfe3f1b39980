"""Global perceived effect, or rating of change: whether the person is better than at the start."""

from decimal import Decimal
from typing import Literal

from questionnaires.scoring.change import THRESHOLDS, change
from questionnaires.scoring.score import graded

Form = Literal[7, 11, 15]
VERSION = "gpe-7/1"
CODES = ("1", "2", "3", "4", "5", "6", "7")
IMPROVED_AT_MOST = 2
FURTHEST = {11: 5, 15: 7}


def code(value: object) -> int | None:
    """The step that a code of our own question stands for; None for anything else."""
    return int(value) if isinstance(value, str) and value in CODES else None


def band(rating: Decimal | None, form: Form = 7) -> str:
    """improved or not_improved; empty without a rating.

    Rule, 7 steps: 1 (well again) to 7 (worse than ever); 1 and 2 (much better) are improved.
    Rule, 11 and 15 steps: -5 to 5 and -7 to 7 with 0 for no change; improved is an important change from 0, which
    is 2 and 3 steps (unverified). Their words differ between versions, so no word is asked for.
    Raises ValueError for a rating outside the form.
    Source: Kamper 2009, J Man Manip Ther 17:163; Jaeschke 1989, Control Clin Trials 10:407.
    """
    if rating is None:
        return ""
    if form == 7:
        if not 1 <= rating <= len(CODES):
            raise ValueError(f"the 7 steps are 1 to 7, not {rating}")
        return graded(rating, [(1, "improved"), (IMPROVED_AT_MOST + 1, "not_improved")])
    if abs(rating) > FURTHEST[form]:
        raise ValueError(f"the {form} steps are -{FURTHEST[form]} to {FURTHEST[form]}, not {rating}")
    changed = change(Decimal(0), rating, THRESHOLDS[f"groc_{form}"])
    return "improved" if changed.important_by_points else "not_improved"
