"""PSFS against T26 and T27 of the data dictionary."""

from decimal import Decimal

import pytest

from questionnaires.scoring.instruments.psfs import psfs


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
