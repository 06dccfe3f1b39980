"""BBQ against T33 of the data dictionary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.instruments.bbq import SCORED, bbq


def test_t33_each_of_nine_counts_turned_round() -> None:
    assert bbq([2] * 9) == 36
    assert bbq([5] * 9) == 9
    assert bbq([1] * 9) == 45
    assert SCORED == (1, 2, 3, 6, 8, 10, 12, 13, 14)


def test_all_nine_are_needed() -> None:
    assert bbq([*[2] * 8, None]) is None


def test_what_is_no_bbq_is_refused() -> None:
    with pytest.raises(ValueError, match="9 positions, not 14"):
        bbq([1] * 14)
    with pytest.raises(ValueError, match="answers from 1 to 5"):
        bbq([*[1] * 8, 0])


@given(st.lists(st.integers(1, 5), min_size=9, max_size=9))
def test_more_agreement_is_less_helpful(answers: list[int]) -> None:
    score = bbq(answers)
    assert score == 54 - sum(answers)
    assert 9 <= score <= 45
