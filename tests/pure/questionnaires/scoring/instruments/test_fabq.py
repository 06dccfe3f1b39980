"""FABQ against T32 of the data dictionary, which items count, and both limits."""

from decimal import Decimal

import pytest

from questionnaires.scoring.instruments import fabq


def test_t32_activity() -> None:
    score = fabq.activity([5, 4, 6, 3])
    assert score == 18
    assert fabq.activity_band(score) == "high"


def test_the_items_that_count() -> None:
    assert fabq.ACTIVITY == (2, 3, 4, 5)
    assert fabq.WORK == (6, 7, 9, 10, 11, 12, 15)


def test_ranges() -> None:
    assert fabq.activity([0] * 4) == 0
    assert fabq.activity([6] * 4) == 24
    assert fabq.work([0] * 7) == 0
    assert fabq.work([6] * 7) == 42


@pytest.mark.parametrize(("score", "code"), [(None, ""), (0, "low"), (14, "low"), (15, "high"), (24, "high")])
def test_activity_is_high_above_fourteen(score: int | None, code: str) -> None:
    assert fabq.activity_band(None if score is None else Decimal(score)) == code


@pytest.mark.parametrize(("score", "code"), [(None, ""), (0, "low"), (29, "low"), (30, "high"), (42, "high")])
def test_work_is_high_above_twenty_nine(score: int | None, code: str) -> None:
    assert fabq.work_band(None if score is None else Decimal(score)) == code


def test_any_gap_is_null() -> None:
    assert fabq.activity([5, 4, 6, None]) is None
    assert fabq.work([None, 1, 1, 1, 1, 1, 1]) is None


def test_what_is_no_fabq_is_refused() -> None:
    with pytest.raises(ValueError, match="activity has 4 positions, not 16"):
        fabq.activity([0] * 16)
    with pytest.raises(ValueError, match="work has 7 positions, not 4"):
        fabq.work([0] * 4)
    with pytest.raises(ValueError, match="answers from 0 to 6"):
        fabq.work([*[0] * 6, 7])
