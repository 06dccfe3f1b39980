"""MSK-HQ: the sum, up to three gaps, and the ends of the range."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.instruments.mskhq import mskhq


def test_the_sum_of_fourteen() -> None:
    assert mskhq([0] * 14) == 0
    assert mskhq([4] * 14) == 56
    assert mskhq([*[3] * 7, *[1] * 7]) == 28


def test_three_gaps_are_filled_and_four_are_too_many() -> None:
    assert mskhq([*[4] * 6, *[1] * 5, None, None, None]) == Decimal(14 * 29) / 11
    assert mskhq([*[4] * 10, *[None] * 4]) is None
    assert mskhq([None] * 14) is None


def test_what_is_no_mskhq_is_refused() -> None:
    with pytest.raises(ValueError, match="14 positions, not 13"):
        mskhq([1] * 13)
    with pytest.raises(ValueError, match="answers from 0 to 4"):
        mskhq([*[1] * 13, 5])


@given(st.lists(st.none() | st.integers(0, 4), min_size=14, max_size=14))
def test_it_stays_between_its_lowest_and_its_highest_answer(positions: list[int | None]) -> None:
    score, known = mskhq(positions), [position for position in positions if position is not None]
    assert (score is None) == (len(known) < 11)
    if score is not None:
        assert 14 * min(known) <= score <= 14 * max(known)
