"""Important change, by points and by percent (T5, T6, T26, T34 of the data dictionary)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.change import THRESHOLDS, change


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
    ],
)
def test_change(
    scale: str, first: int, later: int, points: int, percent: str | None, by_points: bool, by_percent: bool
) -> None:
    result = change(Decimal(first), Decimal(later), THRESHOLDS[scale])
    assert result.points == points
    assert result.percent == (None if percent is None else Decimal(percent))
    assert (result.important_by_points, result.important_by_percent) == (by_points, by_percent)


@given(st.sampled_from(sorted(THRESHOLDS)), st.integers(0, 24), st.integers(0, 24))
def test_there_and_back_is_never_important_both_ways(scale: str, first: int, later: int) -> None:
    threshold = THRESHOLDS[scale]
    there = change(Decimal(first), Decimal(later), threshold)
    back = change(Decimal(later), Decimal(first), threshold)
    assert there.points == -back.points
    assert not (there.important_by_points and back.important_by_points)
    assert not (there.important_by_percent and back.important_by_percent)
