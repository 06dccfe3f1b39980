"""STarT Back against T10-T15 of the data dictionary, and its gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.scoring.instruments.start_back import Group, start_back


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
