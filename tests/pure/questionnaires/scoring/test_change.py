"""Important change, by points and by percent (T5, T6, T26, T34 of the data dictionary)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.change import THRESHOLDS, change
from questionnaires.scoring.registry import ITEMS


@pytest.mark.parametrize(
    ("scale", "first", "later", "points", "percent", "by_points", "by_percent"),
    [
        pytest.param("rmdq", 14, 9, -5, "35.7", True, True, id="T5"),
        pytest.param("rmdq", 10, 7, -3, "30.0", False, True, id="T6"),
        pytest.param("psfs", 4, 6, 2, "50.0", True, False, id="T26"),
        pytest.param("nrs", 7, 5, -2, "28.6", True, False, id="T34 by points"),
        pytest.param("nrs", 3, 2, -1, "33.3", False, True, id="T34 by percent"),
        pytest.param("nrs", 5, 5, 0, "0.0", False, False, id="no change"),
        pytest.param("nrs", 4, 8, 4, "-100.0", False, False, id="worse is never flagged"),
        pytest.param("nrs", 0, 3, 3, None, False, False, id="no percent of nothing"),
        pytest.param("psfs_activity", 2, 5, 3, "150.0", True, False, id="one activity"),
        pytest.param("odi", 40, 30, -10, "25.0", True, False, id="ODI by points"),
        pytest.param("odi", 30, 21, -9, "30.0", False, True, id="ODI by percent"),
        pytest.param("odi", 40, 31, -9, "22.5", False, False, id="ODI by neither"),
        pytest.param("mskhq", 32, 40, 8, "25.0", True, False, id="MSK-HQ by points"),
        pytest.param("mskhq", 26, 33, 7, "26.9", False, True, id="MSK-HQ by percent"),
        pytest.param("mskhq", 28, 35, 7, "25.0", False, False, id="MSK-HQ by neither"),
        pytest.param("pseq2", 4, 6, 2, "50.0", True, False, id="PSEQ-2"),
        pytest.param("pseq2", 4, 5, 1, "25.0", False, False, id="PSEQ-2 too little"),
        pytest.param("promis_pi", 60, 55, -5, "8.3", True, False, id="PROMIS, less pain is better"),
        pytest.param("promis_pf", 60, 55, -5, "-8.3", False, False, id="PROMIS, less function is not"),
        pytest.param("promis_sd", 60, 56, -4, "6.7", False, False, id="PROMIS too little"),
        pytest.param("nih_impact", 28, 25, -3, "10.7", True, False, id="NIH"),
        pytest.param("nih_impact", 28, 26, -2, "7.1", False, False, id="NIH too little"),
        pytest.param("groc_15", 0, 3, 3, None, True, False, id="GROC of 15 steps"),
        pytest.param("groc_15", 0, 2, 2, None, False, False, id="GROC of 15 steps, too little"),
        pytest.param("groc_11", 0, 2, 2, None, True, False, id="GROC of 11 steps"),
        pytest.param("groc_11", 0, 1, 1, None, False, False, id="GROC of 11 steps, too little"),
    ],
)
def test_change(
    scale: str, first: int, later: int, points: int, percent: str | None, by_points: bool, by_percent: bool
) -> None:
    result = change(Decimal(first), Decimal(later), THRESHOLDS[scale])
    assert result.points == points
    assert result.percent == (None if percent is None else Decimal(percent))
    assert (result.important_by_points, result.important_by_percent) == (by_points, by_percent)


@pytest.mark.parametrize(("later", "important"), [("0.780", True), ("0.779", False)])
def test_eq5d_index_by_the_cautious_end_of_its_range(later: str, important: bool) -> None:
    result = change(Decimal("0.700"), Decimal(later), THRESHOLDS["eq5d_index"])
    assert result.important_by_points is important


@pytest.mark.parametrize(("later", "important"), [("5.5", True), ("5.4", False)])
def test_pseq2_needs_one_and_a_half_points(later: str, important: bool) -> None:
    assert change(Decimal(4), Decimal(later), THRESHOLDS["pseq2"]).important_by_points is important


def test_every_scale_with_a_change_value_is_a_score_or_a_single_answer() -> None:
    assert set(THRESHOLDS) - set(ITEMS) == {"nrs", "psfs_activity", "groc_11", "groc_15", "days_4w"}
    assert not {"fabq_activity", "fabq_work", "bbq", "sbst_total", "ompsq"} & set(THRESHOLDS)


@given(st.sampled_from(sorted(THRESHOLDS)), st.integers(0, 24), st.integers(0, 24))
def test_there_and_back_is_never_important_both_ways(scale: str, first: int, later: int) -> None:
    threshold = THRESHOLDS[scale]
    there = change(Decimal(first), Decimal(later), threshold)
    back = change(Decimal(later), Decimal(first), threshold)
    assert there.points == -back.points
    assert not (there.important_by_points and back.important_by_points)
    assert not (there.important_by_percent and back.important_by_percent)
