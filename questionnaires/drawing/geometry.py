"""Outlines that are the same on both sides: a closed line of curves, mirrored about the middle of the drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]
# A straight line to one point, or a curve to the last of three (two that pull, one that is reached).
Segment = tuple[Point] | tuple[Point, Point, Point]

WIDTH, HEIGHT = 200, 440
MIDDLE = WIDTH / 2


@dataclass(frozen=True)
class Outline:
    """A closed line, drawn on the right half or across the middle; `at` is where a mark or a number stands."""

    start: Point
    segments: tuple[Segment, ...]
    at: Point

    def mirrored(self) -> "Outline":
        """The same on the other side."""
        segments = tuple(_flipped_all(segment) for segment in self.segments)
        return Outline(_flipped(self.start), segments, _flipped(self.at))

    @property
    def path(self) -> str:
        """As the `d` of an SVG path."""
        drawn = [f"M{_words(self.start)}"]
        drawn += [("L" if len(one) == 1 else "C") + " ".join(map(_words, one)) for one in self.segments]
        return "".join(drawn) + "Z"


def across(start: Point, half: Sequence[Segment], at: Point) -> Outline:
    """The outline whose right half goes from `start` down to the middle line again."""
    points = [start, *(segment[-1] for segment in half)]
    back: list[Segment] = []
    for number in range(len(half) - 1, -1, -1):
        pulls, goal = half[number][:-1], _flipped(points[number])
        back.append((*(_flipped(pull) for pull in reversed(pulls)), goal))  # type: ignore[arg-type]
    return Outline(start, (*half, *back), at)


def _flipped(point: Point) -> Point:
    return WIDTH - point[0], point[1]


def _flipped_all(segment: Segment) -> Segment:
    return tuple(_flipped(point) for point in segment)  # type: ignore[return-value]


def _words(point: Point) -> str:
    return f"{point[0]:g} {point[1]:g}"
