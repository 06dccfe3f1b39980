"""ÖMPSQ short form against T16 and T17 of the data dictionary, and its edges."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.instruments.ompsq import REVERSED, band, ompsq

T16 = [3, 6, 7, 8, 4, 2, 5, 9, 6, 4]
T17 = [9, 8, 3, 4, 7, 6, 8, 4, 8, 7]
LOWEST = [1, 0, 10, 10, 0, 0, 0, 10, 0, 0]
HIGHEST = [10, 10, 0, 0, 10, 10, 10, 0, 10, 10]


@pytest.mark.parametrize(
    ("answers", "total", "code"),
    [
        pytest.param(T16, 36, "lower_risk", id="T16"),
        pytest.param(T17, 72, "higher_risk", id="T17"),
        pytest.param(LOWEST, 1, "lower_risk", id="lowest"),
        pytest.param(HIGHEST, 100, "higher_risk", id="highest"),
        pytest.param([5, 5, 5, 5, 5, 5, 5, 5, 5, 4], 49, "lower_risk", id="one below"),
        pytest.param([5] * 10, 50, "higher_risk", id="on the limit"),
    ],
)
def test_ompsq(answers: list[int | None], total: int, code: str) -> None:
    assert ompsq(answers) == total
    assert band(ompsq(answers)) == code


def test_one_gap_is_filled_with_the_mean_of_the_others() -> None:
    assert ompsq([*T16[:9], None]) == Decimal(320) / 9
    assert ompsq([*T16[:2], None, *T16[3:]]) == Decimal(330) / 9
    assert ompsq([None, *LOWEST[1:]]) == 0


def test_two_gaps_are_too_many() -> None:
    assert ompsq([*T16[:8], None, None]) is None
    assert ompsq([None] * 10) is None
    assert band(None) == ""


def test_a_filled_score_just_below_the_limit_is_below_it() -> None:
    score = ompsq([5, 5, 5, 5, 5, 5, 5, 5, 4, None])
    assert score == Decimal(440) / 9
    assert band(score) == "lower_risk"
    assert band(Decimal("49.999")) == "lower_risk"


def test_what_is_no_ompsq_is_refused() -> None:
    with pytest.raises(ValueError, match="10 positions, not 11"):
        ompsq([1] * 11)
    with pytest.raises(ValueError, match="answers from 0 to 10"):
        ompsq([*T16[:9], 11])
    with pytest.raises(ValueError, match="duration from 1 to 10"):
        ompsq([0, *T16[1:]])


ten = st.tuples(st.integers(1, 10), *[st.integers(0, 10)] * 9).map(list)


@given(ten, st.integers(0, 9))
def test_three_items_fall_and_seven_rise(answers: list[int], place: int) -> None:
    score = ompsq(answers)
    assert score is not None
    assert 1 <= score <= 100
    if answers[place] < 10:
        more = ompsq([answer + (n == place) for n, answer in enumerate(answers)])
        assert more == score + (-1 if place + 1 in REVERSED else 1)
