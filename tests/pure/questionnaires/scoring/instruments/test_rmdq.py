"""RMDQ against T1-T4 of the data dictionary, and its edges."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.instruments import rmdq as rmdq_module
from questionnaires.scoring.instruments.rmdq import rmdq


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
