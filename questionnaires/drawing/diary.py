"""The curve of one diary: a dot for each day that was written, a line only between days that follow each other.

A day without a word is a gap: no zero, no mark, no colour. Nothing is counted and nothing is compared.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 360, 34, 348, 14, 128
LANE = 34  # height of one row of small marks
BELOW = 26  # room for the dates


@dataclass(frozen=True)
class Day:
    """What was written on one day: the number, if any, and which lanes have a mark."""

    day: date
    value: float | None
    marks: frozenset[int] = frozenset()
    sentence: str = ""


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    sentence: str


@dataclass(frozen=True)
class Lane:
    """A row of small marks with its name above it."""

    name: str
    y: int
    marks: tuple[float, ...]

    @property
    def name_y(self) -> int:
        return self.y - 9


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    anchor: str


@dataclass(frozen=True)
class Drawing:
    """Places for a template to draw at; lines are points of polylines."""

    height: int
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    low: str
    high: str
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM


def draw(
    days: Sequence[Day],
    *,
    first: date,
    last: date,
    step: int,
    span: tuple[float, float],
    lanes: Sequence[str],
    label: Callable[[date], str],
) -> Drawing:
    """Days from `first` to `last`, `step` days apart, with values within `span`; others are left out."""
    shown = sorted((one for one in days if first <= one.day <= last), key=lambda one: one.day)
    low, high = span
    length = max((last - first).days, step)

    def x(day: date) -> float:
        return round(LEFT + 6 + (RIGHT - LEFT - 12) * (day - first).days / length, 1)

    def y(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (min(max(value, low), high) - low) / (high - low), 1)

    valued = [one for one in shown if one.value is not None]
    bottom = BOTTOM + LANE * len(lanes)
    return Drawing(
        height=bottom + BELOW,
        dots=tuple(Dot(x(one.day), y(one.value or 0), one.sentence) for one in valued),
        lines=tuple(
            " ".join(f"{x(one.day)},{y(one.value or 0)}" for one in run) for run in _runs(valued, step) if len(run) > 1
        ),
        lanes=tuple(
            Lane(name, BOTTOM + LANE * n + 24, tuple(x(one.day) for one in shown if n in one.marks))
            for n, name in enumerate(lanes)
        ),
        ticks=(Tick(LEFT, label(first), "start"), Tick(RIGHT, label(last), "end")),
        low=f"{low:g}",
        high=f"{high:g}",
    )


def _runs(days: Sequence[Day], step: int) -> list[list[Day]]:
    """Days that follow each other without a gap, run by run."""
    runs: list[list[Day]] = []
    for one in days:
        if runs and one.day - runs[-1][-1].day == timedelta(days=step):
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
