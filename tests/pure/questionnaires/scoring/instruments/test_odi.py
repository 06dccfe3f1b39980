"""ODI against T7-T9 of the data dictionary, and the ends of its bands."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.instruments.odi import band, odi

T7 = [2, 1, 3, 1, 2, 2, 1, 0, 2, 2]


def test_t7_all_ten_sections() -> None:
    assert odi(T7) == Decimal("32.0")
    assert band(odi(T7)) == "21_40"


def test_t8_a_gap_takes_five_off_the_denominator() -> None:
    score = odi([2, 1, 3, 1, 2, 2, 1, None, 2, 2])
    assert score is not None
    assert score.quantize(Decimal("0.1")) == Decimal("35.6")
    assert band(score) == "21_40"


def test_t9_eight_answered_are_enough_and_seven_are_not() -> None:
    assert odi([*[1] * 8, None, None]) == 20
    assert odi([*[1] * 7, None, None, None]) is None
    assert odi([None] * 10) is None


@pytest.mark.parametrize(
    ("percent", "code"),
    [
        (None, ""),
        ("0", "0_20"),
        ("20", "0_20"),
        ("20.001", "21_40"),
        ("40", "21_40"),
        ("40.001", "41_60"),
        ("60", "41_60"),
        ("60.001", "61_80"),
        ("80", "61_80"),
        ("80.001", "81_100"),
        ("100", "81_100"),
    ],
)
def test_the_unrounded_value_decides_the_band(percent: str | None, code: str) -> None:
    assert band(None if percent is None else Decimal(percent)) == code


def test_what_is_no_odi_is_refused() -> None:
    with pytest.raises(ValueError, match="ODI has 10 positions, not 9"):
        odi([0] * 9)
    with pytest.raises(ValueError, match="ODI has answers from 0 to 5"):
        odi([*[0] * 9, 6])
    with pytest.raises(ValueError, match="ODI has answers from 0 to 5"):
        odi([*[0] * 9, -1])


@given(st.lists(st.none() | st.integers(0, 5), min_size=10, max_size=10), st.integers(0, 9))
def test_it_stays_in_range_and_rises_with_every_worse_section(sections: list[int | None], number: int) -> None:
    score, level = odi(sections), sections[number]
    assert (score is None) == (sections.count(None) > 2)
    if score is not None:
        assert 0 <= score <= 100
        assert band(score)
        if level is not None and level < 5:
            worse = odi([*sections[:number], level + 1, *sections[number + 1 :]])
            assert worse is not None
            assert worse > score
