"""EQ-5D-5L against T22-T25 of the data dictionary and the published value set."""

from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.instruments.eq5d import DECREMENTS, VALUE_SET_DOI, eq5d


@pytest.mark.parametrize(
    ("profile", "index"),
    [
        ("11111", "1.000"),
        ("21111", "0.959"),
        ("11121", "0.952"),
        ("21232", "0.760"),
        ("22222", "0.771"),
        ("33333", "0.571"),
        ("54321", "0.548"),
        ("12345", "-0.074"),
        ("55555", "-0.758"),
    ],
)
def test_t22_to_t24_eq5d_danish_index(profile: str, index: str) -> None:
    result = eq5d([int(level) for level in profile])
    assert (result.profile, result.index) == (profile, Decimal(index))


def test_t25_eq5d_with_a_gap_keeps_the_profile_and_has_no_index() -> None:
    result = eq5d([1, None, 2, 3, 2])
    assert (result.profile, result.index) == ("19232", None)


def test_eq5d_refuses_what_it_is_not() -> None:
    with pytest.raises(ValueError, match="5 positions, not 4"):
        eq5d([1, 1, 1, 1])
    with pytest.raises(ValueError, match="levels 1 to 5"):
        eq5d([0, 1, 1, 1, 1])


def test_each_level_takes_off_what_the_value_set_says() -> None:
    published = [
        [0, 41, 54, 157, 220],
        [0, 35, 50, 144, 209],
        [0, 33, 40, 139, 174],
        [0, 48, 94, 381, 537],
        [0, 72, 191, 430, 618],
    ]
    assert [[int(1000 * decrement) for decrement in row] for row in DECREMENTS] == published


def test_the_value_set_names_its_source_and_worse_is_never_better() -> None:
    assert VALUE_SET_DOI == "10.1007/s40258-021-00639-3"
    assert all(list(row) == sorted(row) and row[0] == 0 for row in DECREMENTS)


@given(st.lists(st.integers(1, 5), min_size=5, max_size=5), st.integers(0, 4))
def test_eq5d_index_falls_with_every_worse_level(levels: list[int], dimension: int) -> None:
    index = cast(Decimal, eq5d(levels).index)
    assert Decimal("-0.758") <= index <= 1
    if levels[dimension] < 5:
        worse = [level + (n == dimension) for n, level in enumerate(levels)]
        assert cast(Decimal, eq5d(worse).index) < index
