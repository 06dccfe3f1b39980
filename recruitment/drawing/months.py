"""How many joined month by month, as bars. Knows plain numbers; None is a number that is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 360, 150
LEFT, RIGHT, TOP, BOTTOM = 30, 356, 20, 120
LEAST_TOP = 10


@dataclass(frozen=True)
class Bar:
    """Hatched and low where the number is not shown."""

    x: int
    y: int
    width: int
    height: int
    is_hidden: bool
    middle: int
    label: str
    """Under some of the bars only, so that they never meet."""


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    left: int
    right: int
    bottom: int
    grid: tuple[tuple[int, int], ...]
    """Height and number of each line across."""
    bars: tuple[Bar, ...]


def drawn(months: Sequence[tuple[str, int | None]]) -> Drawing:
    """The months from left to right, each with its label. Raises ValueError without a month."""
    if not months:
        raise ValueError("there is no month to draw")
    most = max([number or 0 for _label, number in months] + [LEAST_TOP])
    top = round_up(most)
    each = (RIGHT - LEFT) / len(months)
    every = max(1, -(-len(months) * 44 // (RIGHT - LEFT)))
    bars = []
    for place, (label, number) in enumerate(months):
        height = 6 if number is None else round((BOTTOM - TOP) * number / top)
        x, width = round(LEFT + place * each + each * 0.15), max(2, round(each * 0.7))
        words = label if place % every == 0 else ""
        bars.append(Bar(x, BOTTOM - height, width, height, number is None, x + width // 2, words))
    grid = tuple((round(BOTTOM - (BOTTOM - TOP) * share / 2), top * share // 2) for share in (0, 1, 2))
    return Drawing(WIDTH, HEIGHT, LEFT, RIGHT, BOTTOM, grid, tuple(bars))


def round_up(number: int) -> int:
    """The next even one of 1, 2, 4, 6, 8 or 10 times a power of ten."""
    power = 10
    while number > power * 10:
        power *= 10
    return next(power * step for step in (1, 2, 4, 6, 8, 10) if number <= power * step)
