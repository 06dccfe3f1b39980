"""Where the dots and their words stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.drawing import change

VALUES = st.integers(0, 28)


def test_the_ends_of_the_line_are_the_ends_of_the_scale() -> None:
    drawing = change.drawn(0, 10, start=10, before=0, today=5)
    assert [(dot.moment, dot.value, dot.x, dot.anchor) for dot in drawing.dots] == [
        ("start", 10, drawing.right, "end"),
        ("before", 0, drawing.left, "start"),
        ("today", 5, change.WIDTH // 2, "middle"),
    ]
    assert len(drawing.ticks) == 11
    assert (drawing.moved_from, drawing.moved_to) == (drawing.left, change.WIDTH // 2)


@given(st.none() | VALUES, VALUES, VALUES)
def test_nothing_leaves_the_drawing_and_no_words_meet(start: int | None, before: int, today: int) -> None:
    drawing = change.drawn(0, 28, start=start, before=before, today=today)
    assert len({dot.words_y for dot in drawing.dots}) == len(drawing.dots) == (2 if start is None else 3)
    for dot in drawing.dots:
        assert 0 < dot.words_x < change.WIDTH
        assert 0 < dot.words_y < drawing.height
        assert drawing.left <= dot.x <= drawing.right
    assert drawing.dots[-1].moment == "today"


def test_a_value_from_outside_stands_at_the_end_and_a_line_has_two_ends() -> None:
    assert change.drawn(0, 10, start=None, before=12, today=-1).moved_from == change.WIDTH - change.EDGE
    with pytest.raises(ValueError, match="two ends"):
        change.drawn(3, 3, start=None, before=3, today=3)
