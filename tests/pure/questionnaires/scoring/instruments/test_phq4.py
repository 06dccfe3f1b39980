"""PHQ-4 against T18-T21 of the data dictionary, and the ends of its bands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.instruments.phq4 import band, phq4, screen, subscale


@pytest.mark.parametrize(
    ("answers", "total", "code", "anxiety", "anxiety_screen", "depression", "depression_screen"),
    [
        pytest.param([1, 0, 1, 0], 2, "none", 1, "negative", 1, "negative", id="T18"),
        pytest.param([2, 1, 0, 1], 4, "mild", 3, "positive", 1, "negative", id="T19"),
        pytest.param([3, 3, 2, 3], 11, "severe", 6, "positive", 5, "positive", id="T20"),
        pytest.param([2, None, 1, 1], None, "", None, "", 2, "negative", id="T21"),
        pytest.param([0, 0, 0, 0], 0, "none", 0, "negative", 0, "negative", id="lowest"),
        pytest.param([3, 3, 3, 3], 12, "severe", 6, "positive", 6, "positive", id="highest"),
        pytest.param([None, None, None, None], None, "", None, "", None, "", id="nothing answered"),
    ],
)
def test_phq4(
    answers: list[int | None],
    total: int | None,
    code: str,
    anxiety: int | None,
    anxiety_screen: str,
    depression: int | None,
    depression_screen: str,
) -> None:
    assert (phq4(answers), band(phq4(answers))) == (total, code)
    assert (subscale(answers[:2]), screen(subscale(answers[:2]))) == (anxiety, anxiety_screen)
    assert (subscale(answers[2:]), screen(subscale(answers[2:]))) == (depression, depression_screen)


@pytest.mark.parametrize(
    ("total", "code"), [(2, "none"), (3, "mild"), (5, "mild"), (6, "moderate"), (8, "moderate"), (9, "severe")]
)
def test_bands_on_both_sides_of_their_limits(total: int, code: str) -> None:
    assert band(Decimal(total)) == code


@pytest.mark.parametrize(("part", "code"), [(2, "negative"), (3, "positive")])
def test_a_subscale_is_positive_from_three(part: int, code: str) -> None:
    assert screen(Decimal(part)) == code


def test_what_is_no_phq4_is_refused() -> None:
    with pytest.raises(ValueError, match="PHQ-4 has 4 positions, not 2"):
        phq4([0, 0])
    with pytest.raises(ValueError, match="2 positions, not 4"):
        subscale([0] * 4)
    with pytest.raises(ValueError, match="answers from 0 to 3"):
        phq4([0, 0, 0, 4])


@given(st.lists(st.none() | st.integers(0, 3), min_size=4, max_size=4))
def test_the_total_is_the_sum_of_its_parts_or_null_with_one_of_them(answers: list[int | None]) -> None:
    anxiety, depression = subscale(answers[:2]), subscale(answers[2:])
    expected = None if anxiety is None or depression is None else anxiety + depression
    assert phq4(answers) == expected
