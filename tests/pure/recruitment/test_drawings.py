"""The monitor's drawings: boxes do not lie over each other, words stay in them, bars stand on their line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitment.drawing import flow, months
from recruitment.drawing.flow import Side, Step

words = st.text("abcdeæøå ", min_size=1, max_size=40).map(lambda text: text.strip() or "a")
sides = st.builds(Side, words, words, st.lists(st.tuples(words, words), max_size=5).map(tuple))
steps = st.lists(st.builds(Step, words, words, st.lists(sides, max_size=3).map(tuple)), min_size=1, max_size=8)


@given(steps)
def test_no_two_boxes_meet_and_all_lie_within_the_drawing(given_steps: list[Step]) -> None:
    drawing = flow.drawn(given_steps)
    for number, box in enumerate(drawing.boxes):
        assert box.x > 0
        assert box.x + box.width < drawing.width
        assert box.y > 0
        assert box.y + box.height < drawing.height
        for line in box.lines:
            assert box.y < line.y < box.y + box.height
        for other in drawing.boxes[number + 1 :]:
            apart = box.x + box.width <= other.x or other.x + other.width <= box.x
            assert apart or box.y + box.height < other.y or other.y + other.height < box.y


@given(words, st.integers(60, 200))
def test_wrapping_loses_no_word(text: str, width: int) -> None:
    assert " ".join(flow.wrapped(text, width)).split() == text.split()


@given(st.lists(st.one_of(st.none(), st.integers(0, 100_000)), min_size=1, max_size=24))
def test_bars_stand_on_the_line_and_below_the_top(numbers: list[int | None]) -> None:
    drawing = months.drawn([(f"{n}/26", number) for n, number in enumerate(numbers)])
    assert len(drawing.bars) == len(numbers)
    for bar, number in zip(drawing.bars, numbers, strict=True):
        assert bar.y + bar.height == drawing.bottom
        assert bar.y >= months.TOP
        assert bar.is_hidden == (number is None)


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(ValueError, match="has steps"):
        flow.drawn([])
    with pytest.raises(ValueError, match="no month"):
        months.drawn([])
