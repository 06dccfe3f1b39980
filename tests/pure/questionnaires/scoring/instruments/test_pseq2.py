"""PSEQ-2 against T35 of the data dictionary, and the ends of its bands."""

from decimal import Decimal

import pytest

from questionnaires.scoring.instruments.pseq2 import band, pseq2


def test_t35_the_sum_of_both() -> None:
    assert pseq2([2, 3]) == 5
    assert pseq2([0, 0]) == 0
    assert pseq2([6, 6]) == 12


def test_both_are_needed() -> None:
    assert pseq2([None, 6]) is None
    assert pseq2([6, None]) is None


@pytest.mark.parametrize(
    ("score", "code"),
    [(None, ""), (0, "low"), (5, "low"), (6, "middle"), (7, "middle"), (8, "good"), (12, "good")],
)
def test_bands(score: int | None, code: str) -> None:
    assert band(None if score is None else Decimal(score)) == code


def test_what_is_no_pseq2_is_refused() -> None:
    with pytest.raises(ValueError, match="2 positions, not 3"):
        pseq2([1, 1, 1])
    with pytest.raises(ValueError, match="answers from 0 to 6"):
        pseq2([7, 0])
