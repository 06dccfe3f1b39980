"""The flow of people through a study: boxes under each other, and beside them where people leave. Knows plain words.

Lengths are those of the drawing, which is as wide as a small phone's page, and the same on paper. Words that are too
long for their box go on in the next line; how long a word is, is reckoned from its letters.
Source: the flow diagram of STROBE and CONSORT.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
MAIN_WIDTH, SIDE_X, SIDE_WIDTH = 186, 214, 146
PADDING, LINE, GAP = 10, 16, 26
LETTER, STRONG_LETTER = 6.6, 7.4  # of a letter of 12 units, on the wide side


@dataclass(frozen=True)
class Side:
    """Who goes no further: how many, and why, each reason with its own number."""

    label: str
    number: str
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Step:
    label: str
    number: str
    sides: tuple[Side, ...] = ()


@dataclass(frozen=True)
class Line:
    words: str
    x: int
    y: int
    is_strong: bool


@dataclass(frozen=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Line, ...]
    is_side: bool


@dataclass(frozen=True)
class Arrow:
    """From one point to another, straight; the head is at the end."""

    x1: int
    y1: int
    x2: int
    y2: int

    @property
    def head(self) -> str:
        """The points of the head, which looks right or down."""
        x, y = self.x2, self.y2
        if self.y1 == self.y2:
            return f"{x},{y} {x - 7},{y - 4} {x - 7},{y + 4}"
        return f"{x},{y} {x - 4},{y - 7} {x + 4},{y - 7}"


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def drawn(steps: Sequence[Step]) -> Drawing:
    """The boxes from top to bottom, no two of them over each other. Raises ValueError without a step."""
    if not steps:
        raise ValueError("a flow has steps")
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    y = 0
    before: Box | None = None
    for step in steps:
        main = _box(0, y, MAIN_WIDTH, [(step.label, False), (step.number, True)])
        boxes.append(main)
        if before is not None:
            arrows.append(Arrow(MAIN_WIDTH // 2, before.y + before.height, MAIN_WIDTH // 2, main.y))
        below = main.y + main.height
        side_y = main.y
        for side in step.sides:
            words = [(f"{side.label}: {side.number}", True)]
            words += [(f"{reason}: {number}", False) for reason, number in side.reasons]
            box = _box(SIDE_X, side_y, SIDE_WIDTH, words, is_side=True)
            boxes.append(box)
            middle = box.y + min(box.height, main.height) // 2
            arrows.append(_aside(main, box, middle))
            side_y = box.y + box.height + GAP // 2
            below = max(below, box.y + box.height)
        before, y = main, below + GAP
    return Drawing(WIDTH, y - GAP + 2, tuple(boxes), tuple(arrows))


def _aside(main: Box, box: Box, middle: int) -> Arrow:
    """To the right: from the box where it reaches so far down, else from the line that leads on below it."""
    inside = middle <= main.y + main.height
    return Arrow(MAIN_WIDTH if inside else MAIN_WIDTH // 2, middle, box.x, middle)


def _box(x: int, y: int, width: int, words: list[tuple[str, bool]], *, is_side: bool = False) -> Box:
    lines: list[Line] = []
    at = y + 1 + PADDING + LINE - 5
    for text, is_strong in words:
        for part in wrapped(text, width - 2 * PADDING, STRONG_LETTER if is_strong else LETTER):
            lines.append(Line(part, x + PADDING, at, is_strong))
            at += LINE
    return Box(x + 1, y + 1, width - 2, 2 * PADDING + len(lines) * LINE, tuple(lines), is_side)


def wrapped(text: str, width: int, letter: float = LETTER) -> list[str]:
    """The text in lines of that width; a single word that is longer has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * letter <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]
