"""Small counts of others are hidden, the rest rounded; own ones are never asked about here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.reading import small


@pytest.mark.parametrize("exact, shown", [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (102, 100)])
def test_what_is_shown(exact: int, shown: int | None) -> None:
    assert small.count(exact) == shown


@given(st.integers(0, 10_000))
def test_no_small_count_is_told_and_none_is_exact_but_by_chance(exact: int) -> None:
    shown = small.count(exact)
    if shown is None:
        assert 0 < exact < small.FEWEST
    else:
        assert shown % small.STEP == 0
        assert abs(shown - exact) <= small.STEP // 2
        assert shown == 0 or shown >= small.FEWEST


def test_a_median_of_few_is_not_told() -> None:
    assert small.median(20.0, small.FEWEST_MEASURED - 1) is None
    assert small.median(20.0, small.FEWEST_MEASURED) == 20.0
    assert small.median(None, 0) is None
