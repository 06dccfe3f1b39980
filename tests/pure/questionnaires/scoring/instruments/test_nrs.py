"""Pain 0-10: recovered only without any."""

from decimal import Decimal

import pytest

from questionnaires.scoring.instruments.nrs import band


@pytest.mark.parametrize(("pain", "code"), [(None, ""), (0, "recovered"), (1, "pain"), (10, "pain")])
def test_recovered_is_no_pain(pain: int | None, code: str) -> None:
    assert band(None if pain is None else Decimal(pain)) == code


@pytest.mark.parametrize("pain", [-1, 11])
def test_pain_outside_its_scale_is_refused(pain: int) -> None:
    with pytest.raises(ValueError, match=f"pain is 0 to 10, not {pain}"):
        band(Decimal(pain))
