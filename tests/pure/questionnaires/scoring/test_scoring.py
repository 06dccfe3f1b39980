"""Scores against worked examples (T1-T6, T10-T15, T22-T27 of the data dictionary) and their edges."""

from decimal import Decimal
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring import rmdq as rmdq_module
from questionnaires.scoring.eq5d import DECREMENTS, VALUE_SET_DOI, eq5d
from questionnaires.scoring.psfs import psfs
from questionnaires.scoring.rmdq import rmdq
from questionnaires.scoring.start_back import Group, start_back


def ticked(*numbers: int, of: int = 24) -> list[bool | None]:
    return [n in numbers for n in range(1, of + 1)]


def yes_no(yes: int, no: int, of: int = 24) -> list[bool | None]:
    return [*[True] * yes, *[False] * no, *[None] * (of - yes - no)]


def test_t1_rmdq_counts_ticks() -> None:
    assert rmdq(ticked(1, 3, 5, 6, 9, 10, 13, 21, 23)) == 9


def test_t2_rmdq_nothing_ticked_is_zero_and_never_opened_is_null() -> None:
    assert rmdq(ticked()) == 0
    assert rmdq([None] * 24) is None


def test_t3_t4_rmdq_yes_no_form_allows_four_gaps() -> None:
    assert rmdq(yes_no(10, 10), "yes_no") == Decimal("12.0")
    assert rmdq(yes_no(10, 9), "yes_no") is None


def test_rmdq_danish_form_has_23_items() -> None:
    assert rmdq(ticked(1, 2, of=23)) == 2
    assert rmdq([True] * 23) == 23
    assert rmdq(yes_no(10, 9, of=23), "yes_no") == Decimal(230) / 19
    assert rmdq(yes_no(9, 9, of=23), "yes_no") is None
    with pytest.raises(ValueError, match="23 or 24 positions, not 22"):
        rmdq([True] * 22)


@pytest.mark.parametrize(
    ("score", "band"),
    [(None, ""), (0, "recovered"), (2, "recovered"), (3, "some"), (6, "some"), (7, "relevant"), (24, "relevant")],
)
def test_rmdq_bands(score: int | None, band: str) -> None:
    assert rmdq_module.band(None if score is None else Decimal(score)) == band


@given(st.lists(st.none() | st.booleans(), min_size=24, max_size=24), st.sampled_from(["tick", "yes_no"]))
def test_rmdq_stays_in_its_range(positions: list[bool | None], mode: rmdq_module.Mode) -> None:
    score = rmdq(positions, mode)
    assert score is None or 0 <= score <= 24


@pytest.mark.parametrize(
    ("agree", "level", "total", "psych", "group"),
    [
        pytest.param([1, 0, 1, 0, 0, 0, 0, 0], 3, 2, 0, "low", id="T10"),
        pytest.param([1, 1, 1, 1, 0, 1, 0, 1], 4, 7, 3, "medium", id="T11"),
        pytest.param([1, 0, 1, 1, 1, 1, 1, 1], 5, 8, 5, "high", id="T12"),
        pytest.param([0, 0, 0, 0, 1, 1, 1, 0], 2, 3, 3, "low", id="T13"),
        pytest.param([0, 0, 0, 0, 1, 1, 1, 1], 2, 4, 4, "high", id="T14"),
        pytest.param([1, 1, 1, 1, 0, 0, 0, 0], 1, 4, 0, "medium", id="T15"),
        pytest.param([0, 0, 0, 0, 0, 0, 0, 0], 1, 0, 0, "low", id="none"),
        pytest.param([1, 1, 1, 1, 1, 1, 1, 1], 5, 9, 5, "high", id="all"),
        pytest.param([None, 0, 0, 0, 0, 0, 0, 0], 1, None, 0, "low", id="a gap that cannot matter"),
        pytest.param([1, 1, 1, None, 0, 0, 0, 0], 1, None, 0, None, id="a gap that decides the total"),
        pytest.param([1, 1, 1, 1, 1, 1, 1, None], 1, None, None, None, id="a gap that decides the part"),
        pytest.param([None, 1, 1, 1, 1, 1, 1, 1], None, None, None, "high", id="two gaps that cannot matter"),
        pytest.param([None] * 8, None, None, None, None, id="nothing answered"),
    ],
)
def test_start_back(
    agree: list[int | None], level: int | None, total: int | None, psych: int | None, group: Group | None
) -> None:
    result = start_back([None if a is None else bool(a) for a in agree], level)
    assert (result.total, result.psych, result.group) == (total, psych, group)


def test_start_back_refuses_what_it_is_not() -> None:
    with pytest.raises(ValueError, match="8 positions before the last, not 7"):
        start_back([True] * 7, 1)
    with pytest.raises(ValueError, match="levels 1 to 5, not 6"):
        start_back([True] * 8, 6)


@given(st.lists(st.booleans(), min_size=8, max_size=8), st.integers(1, 5), st.sets(st.integers(0, 8)))
def test_start_back_with_gaps_never_contradicts_the_full_answer(agree: list[bool], level: int, gaps: set[int]) -> None:
    full = start_back(agree, level)
    some = start_back([None if n in gaps else a for n, a in enumerate(agree)], None if 8 in gaps else level)
    assert some.group in {None, full.group}
    assert some.total in {None, full.total}
    assert some.psych in {None, full.psych}


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


def test_t26_t27_psfs_is_the_mean_of_the_rated_activities() -> None:
    assert psfs([3, 5, 4]) == Decimal("4.0")
    assert psfs([6, 7, 5]) == Decimal("6.0")
    assert psfs([3, None, 5]) == Decimal("4.0")
    assert psfs([0]) == 0
    assert psfs([None, None, None]) is None
    assert psfs([]) is None


def test_psfs_refuses_what_it_is_not() -> None:
    with pytest.raises(ValueError, match="at most 5 activities, not 6"):
        psfs([1] * 6)
    with pytest.raises(ValueError, match="ratings are 0 to 10"):
        psfs([11])
