"""From a course to a drawing: every place in whole pixels, nothing outside its box, no label on another."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pathways.timeline.axis import Axis, axis
from pathways.timeline.course import LANES, MOST_PAIN, Course, Happening, Lane, PainPoint, Words

WIDTH = 760
LEFT, RIGHT = 140, 744  # edges of the plot; lane names stand left of it
PAIN_TOP, PAIN_HEIGHT = 40, 110
ROW, LANE_PADDING = 22, 8
AXIS_HEIGHT = 34
MOST_ROWS = 4  # in one lane, unless said otherwise
LETTER = 7  # pixels a letter takes at most on average, at 12 px
LONGEST_LABEL = 30
MARK = 6  # half a mark's width
GAP = 5
LABEL_EVERY = 20  # pixels between pain values that are written out

Shape = Literal["circle", "diamond", "square", "triangle", "flag", "bar", "hatch"]
SHAPES: dict[Lane, Shape] = {
    "contact": "circle",
    "test": "diamond",
    "treatment": "square",
    "diagnosis": "triangle",
    "sick_leave": "hatch",
    "matters": "flag",
}


@dataclass(frozen=True)
class Mark:
    """A mark or a bar with its label. `x` and `y` are the mark's middle, for bars the left end's middle."""

    shape: Shape
    x: int
    y: int
    width: int  # 0 for a mark
    label: str
    label_x: int
    label_width: int
    anchor: Literal["start", "end"]
    sentence: str

    @property
    def left(self) -> int:
        """The leftmost pixel of mark and label together."""
        label = self.label_x if self.anchor == "start" else self.label_x - self.label_width
        return min(self.x if self.width else self.x - MARK, label)

    @property
    def right(self) -> int:
        label = self.label_x + self.label_width if self.anchor == "start" else self.label_x
        return max(self.x + (self.width or MARK), label)

    @property
    def is_covered(self) -> bool:
        """The label stands on a hatched bar and needs paper under it."""
        return self.shape == "hatch" and self.anchor == "start" and self.label_x < self.x + self.width

    @property
    def outline(self) -> str:
        """The corners of a diamond, triangle or flag, for SVG."""
        x, y = self.x, self.y
        match self.shape:
            case "diamond":
                return f"{x},{y - MARK} {x + MARK},{y} {x},{y + MARK} {x - MARK},{y}"
            case "triangle":
                return f"{x},{y - MARK} {x + MARK},{y + MARK} {x - MARK},{y + MARK}"
            case "flag":
                return f"{x - 5},{y - MARK} {x + MARK},{y - 3} {x - 5},{y}"
        return ""


@dataclass(frozen=True)
class LaneBox:
    """One lane: its name, its box from `top` downwards, its marks, and how many only the table shows."""

    lane: Lane
    name: str
    top: int
    height: int
    marks: tuple[Mark, ...]
    more: str


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    value: int
    written: bool
    sentence: str


@dataclass(frozen=True)
class Curve:
    """Pain over time: a line through points, an area under it, and the two ends of the scale in words."""

    name: str
    top: int
    bottom: int
    high: str
    low: str
    points: tuple[Point, ...]
    line: str
    area: str


@dataclass(frozen=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True)
class Drawing:
    """The whole timeline in pixels."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    curve: Curve | None
    lanes: tuple[LaneBox, ...]
    ticks: tuple[Tick, ...]
    today: str
    today_label: str


def draw(course: Course, words: Words, *, values: bool = True, most_rows: int = MOST_ROWS) -> Drawing:
    """The drawing of a course; without `values` the numbers at the pain curve stay unwritten.

    A lane has at most `most_rows` rows of marks; how many more there are is said, and the table has them.
    """
    course = course.until_today()
    days = [point.day for point in course.pain] + [one.begins for one in course.happenings]
    time = axis(min(days, default=course.today), course.today, LEFT, RIGHT)
    curve = _curve(course.pain, time, words, values) if course.pain else None
    top = curve.bottom + 14 if curve else PAIN_TOP
    lanes = []
    for lane in LANES:
        happenings = [one for one in course.happenings if one.lane == lane]
        if happenings:
            lanes.append(_lane(lane, happenings, time, words, top, most_rows))
            top += lanes[-1].height
    return Drawing(
        width=WIDTH,
        height=top + AXIS_HEIGHT,
        left=LEFT,
        right=RIGHT,
        bottom=top,
        curve=curve,
        lanes=tuple(lanes),
        ticks=tuple(_ticks(time, words)),
        today=words.today,
        today_label=words.day(course.today),
    )


def _curve(pain: tuple[PainPoint, ...], time: Axis, words: Words, values: bool) -> Curve:
    bottom = PAIN_TOP + PAIN_HEIGHT
    points: list[Point] = []
    written_at = LEFT - LABEL_EVERY
    for point in pain:
        x = time.x(point.day)
        written = values and x - written_at >= LABEL_EVERY
        written_at = x if written else written_at
        y = bottom - round(PAIN_HEIGHT * min(max(point.value, 0), MOST_PAIN) / MOST_PAIN)
        sentence = f"{words.day(point.day)}: {words.pain} {point.value}/{MOST_PAIN}"
        points.append(Point(x, y, point.value, written, sentence))
    way = " ".join(f"{point.x},{point.y}" for point in points)
    return Curve(
        name=words.pain,
        top=PAIN_TOP,
        bottom=bottom,
        high=words.pain_high,
        low=words.pain_low,
        points=tuple(points),
        line=way,
        area=f"{points[0].x},{bottom} {way} {points[-1].x},{bottom}",
    )


def _lane(lane: Lane, happenings: list[Happening], time: Axis, words: Words, top: int, most_rows: int) -> LaneBox:
    """Each mark in the first row where it has room; what finds none within `most_rows` is counted."""
    taken: list[list[tuple[int, int]]] = []
    marks: list[Mark] = []
    left_over = 0
    for one in happenings:
        placed = _mark(one, time, words, lane, 0)
        row = next((number for number, row in enumerate(taken) if _is_free(row, placed)), len(taken))
        if row >= most_rows:
            left_over += 1
            continue
        if row == len(taken):
            taken.append([])
        taken[row].append((placed.left, placed.right))
        marks.append(_mark(one, time, words, lane, top + LANE_PADDING + row * ROW + ROW // 2))
    rows = len(taken) + bool(left_over)
    return LaneBox(
        lane=lane,
        name=words.lanes[lane],
        top=top,
        height=rows * ROW + 2 * LANE_PADDING,
        marks=tuple(marks),
        more=words.more(left_over) if left_over else "",
    )


def _is_free(row: list[tuple[int, int]], mark: Mark) -> bool:
    return all(mark.right + GAP <= left or right + GAP <= mark.left for left, right in row)


def _mark(one: Happening, time: Axis, words: Words, lane: Lane, y: int) -> Mark:
    """The mark with its label on the side where there is room: right of it, left of it, or on a long bar."""
    start = time.x(one.begins)
    end = time.x(one.ends_on) if one.ends_on else start
    width = max(end - start, 0)
    label = _short(one.label)
    room = len(label) * LETTER
    half = 0 if width else MARK
    after, before = start + width + half + GAP, start - half - GAP
    days = words.day(one.starts_on) + (f" – {words.day(one.ends_on)}" if one.ends_on else "")
    if after + room <= RIGHT:
        label_x, anchor = after, "start"
    elif before - room >= LEFT:
        label_x, anchor = before, "end"
    else:
        label_x, anchor = start + GAP, "start"
    return Mark(
        shape=("bar" if lane != "sick_leave" else "hatch") if width else _dot(lane),
        x=start,
        y=y,
        width=width,
        label=label,
        label_x=label_x,
        label_width=room,
        anchor="start" if anchor == "start" else "end",
        sentence=f"{days}: {words.lanes[lane]} – {one.label}",
    )


def _dot(lane: Lane) -> Shape:
    shape = SHAPES[lane]
    return "square" if shape == "hatch" else shape


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1].rstrip() + "…"


def _ticks(time: Axis, words: Words) -> Iterator[Tick]:
    """Named days that leave room for each other and for today."""
    days = [time.today, *time.ticks()]
    for later, day in pairwise(days):
        if time.x(later) - time.x(day) >= 2 * LABEL_EVERY:
            yield Tick(time.x(day), words.day(day))
