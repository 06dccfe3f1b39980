"""Then and now on one line: where the dots and their words stand. Knows plain numbers only.

The words have a height each (today above the line, last time and the start below it), so that they never meet.
Lengths are those of the drawing, which is as wide as a small phone's page.
"""

from dataclasses import dataclass
from typing import Literal

WIDTH = 320
EDGE = 14  # from the side of the drawing to the end of the line: a dot and half a figure
LINE = 44
HEIGHT_TWO, HEIGHT_THREE = 84, 106
TODAY, BEFORE, START = 22, 74, 96  # baselines of the words
NEAR_EDGE = 70  # closer to a side than this, words begin or end at it

Anchor = Literal["start", "middle", "end"]
Moment = Literal["today", "before", "start"]


@dataclass(frozen=True)
class Dot:
    """One value, and where its words stand."""

    moment: Moment
    value: int
    x: int
    words_x: int
    words_y: int
    anchor: Anchor


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    y: int
    left: int
    right: int
    ticks: tuple[int, ...]
    dots: tuple[Dot, ...]
    """The start first, today last: what is drawn later lies on top."""
    moved_from: int
    moved_to: int


def drawn(low: int, high: int, *, start: int | None, before: int, today: int) -> Drawing:
    """The values on a line from `low` to `high`. Raises ValueError for an empty line."""
    if low >= high:
        raise ValueError("a line has two ends")

    def at(value: int) -> int:
        inside = min(max(value, low), high)
        return EDGE + round((WIDTH - 2 * EDGE) * (inside - low) / (high - low))

    values: list[tuple[Moment, int, int]] = [("before", before, BEFORE), ("today", today, TODAY)]
    if start is not None:
        values.insert(0, ("start", start, START))
    return Drawing(
        width=WIDTH,
        height=HEIGHT_TWO if start is None else HEIGHT_THREE,
        y=LINE,
        left=at(low),
        right=at(high),
        ticks=tuple(at(value) for value in range(low, high + 1)) if high - low <= 10 else (at(low), at(high)),
        dots=tuple(_dot(moment, value, at(value), y) for moment, value, y in values),
        moved_from=at(before),
        moved_to=at(today),
    )


def _dot(moment: Moment, value: int, x: int, y: int) -> Dot:
    if x < NEAR_EDGE:
        return Dot(moment, value, x, max(2, x - EDGE), y, "start")
    if x > WIDTH - NEAR_EDGE:
        return Dot(moment, value, x, min(WIDTH - 2, x + EDGE), y, "end")
    return Dot(moment, value, x, x, y, "middle")
