"""NIH impact score against T30 and T31 of the data dictionary, and the ends of its bands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.instruments.nih_impact import band, nih_impact

four = st.lists(st.integers(1, 5), min_size=4, max_size=4)


@pytest.mark.parametrize(
    ("pain", "interference", "function", "score", "code"),
    [
        pytest.param(6, [3, 3, 3, 3], [3, 4, 3, 4], 28, "moderate", id="T30"),
        pytest.param(3, [2, 2, 1, 1], [5, 5, 5, 4], 14, "mild", id="T31 mild"),
        pytest.param(8, [4, 4, 4, 4], [2, 2, 2, 3], 39, "severe", id="T31 severe"),
        pytest.param(0, [1] * 4, [5] * 4, 8, "mild", id="lowest"),
        pytest.param(10, [5] * 4, [1] * 4, 50, "severe", id="highest"),
        pytest.param(None, [3] * 4, [3] * 4, None, "", id="no pain answered"),
        pytest.param(5, [3, 3, 3, None], [3] * 4, None, "", id="a gap in interference"),
        pytest.param(5, [3] * 4, [None, 3, 3, 3], None, "", id="a gap in function"),
    ],
)
def test_nih_impact(
    pain: int | None, interference: list[int | None], function: list[int | None], score: int | None, code: str
) -> None:
    assert nih_impact(pain, interference, function) == score
    assert band(nih_impact(pain, interference, function)) == code


@pytest.mark.parametrize(("score", "code"), [(27, "mild"), (28, "moderate"), (34, "moderate"), (35, "severe")])
def test_bands_on_both_sides_of_their_limits(score: int, code: str) -> None:
    assert band(Decimal(score)) == code


@pytest.mark.parametrize("pain", [-1, 11])
def test_pain_outside_its_scale_is_refused(pain: int) -> None:
    with pytest.raises(ValueError, match=f"pain is 0 to 10, not {pain}"):
        nih_impact(pain, [1] * 4, [1] * 4)


@given(st.integers(0, 10), four, four)
def test_it_stays_in_range_and_better_function_lowers_it(
    pain: int, interference: list[int], function: list[int]
) -> None:
    score = nih_impact(pain, interference, function)
    assert score is not None
    assert 8 <= score <= 50
    assert score + sum(function) == pain + sum(interference) + 24
