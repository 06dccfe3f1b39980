"""How it has gone for one person: the same question answered today, last time and at the start.

Only the same question is compared: the same words, which name the time it looks back on, and the same range. A
difference below the change that matters (scoring/change.py) is called about the same, in both directions: those
values are made for improvement, and no smaller one is known for worsening.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from questionnaires.definition.schema import Definition, Item
from questionnaires.engine.answers import Value, substance
from questionnaires.scoring.change import THRESHOLDS, Threshold, change

Direction = Literal["better", "same", "worse"]


@dataclass(frozen=True)
class Measure:
    """One question that is followed. `named_by` is the item in which the person named the activity it is about."""

    name: str
    item: str
    threshold: Threshold
    named_by: str = ""


# One line for each row: of its measures the first that can be compared.
MEASURES: Sequence[Sequence[Measure]] = (
    (Measure("pain", "pain_back_nrs", THRESHOLDS["nrs"]),),
    # A single number from 0 to 10 like the pain; no change value of its own is in use.
    (Measure("everyday", "impact_everyday", THRESHOLDS["nrs"]),),
    (
        Measure("own", "psfs_1", THRESHOLDS["psfs_activity"], named_by="psfs_1_act"),
        Measure("sick_days", "sick_days_4w", THRESHOLDS["days_4w"]),
        Measure("pain_days", "pain_days_4w", THRESHOLDS["days_4w"]),
    ),
)


@dataclass(frozen=True)
class Sitting:
    """One questionnaire that was handed in on that day."""

    day: date
    definition: Definition
    answers: Mapping[str, Value]


@dataclass(frozen=True)
class Point:
    day: date
    value: int


@dataclass(frozen=True)
class Line:
    """One measure over time. `first` is None where last time was the first time."""

    measure: Measure
    item: Item
    words: str
    first: Point | None
    before: Point
    now: Point

    @property
    def since_before(self) -> Direction:
        return direction(self.before.value, self.now.value, self.measure.threshold)

    @property
    def since_first(self) -> Direction | None:
        return direction(self.first.value, self.now.value, self.measure.threshold) if self.first else None


def lines(now: Sitting, earlier: Sequence[Sitting]) -> list[Line]:
    """At most one line for each row of MEASURES; `earlier` in order of time, the oldest first."""
    found = []
    for row in MEASURES:
        line = next((line for measure in row if (line := _line(measure, now, earlier))), None)
        if line:
            found.append(line)
    return found


def can_be_followed(definition: Definition) -> bool:
    """Whether the questionnaire asks anything that is followed."""
    return any(definition.item(measure.item) for row in MEASURES for measure in row)


def direction(first: int, later: int, threshold: Threshold) -> Direction:
    """Which way it went, if by as much as matters."""
    moved = change(Decimal(first), Decimal(later), threshold)
    if moved.important_by_points:
        return "better"
    return "worse" if abs(moved.points) >= threshold.points else "same"


def _line(measure: Measure, now: Sitting, earlier: Sequence[Sitting]) -> Line | None:
    item, present = now.definition.item(measure.item), _point(measure, now)
    if item is None or present is None:
        return None
    points = [point for one in earlier if _same(measure, now, one) and (point := _point(measure, one))]
    if not points:
        return None
    first = points[0] if len(points) > 1 else None
    return Line(measure, item, _words(measure, now), first, points[-1], present)


def _point(measure: Measure, sitting: Sitting) -> Point | None:
    value = substance(sitting.answers, measure.item)
    return Point(sitting.day, value) if isinstance(value, int) and not isinstance(value, bool) else None


def _same(measure: Measure, one: Sitting, other: Sitting) -> bool:
    """The same question, about the same activity."""
    first, second = one.definition.item(measure.item), other.definition.item(measure.item)
    if first is None or second is None:
        return False
    same = (first.text, first.min, first.max) == (second.text, second.min, second.max)
    return same and _words(measure, one).casefold() == _words(measure, other).casefold()


def _words(measure: Measure, sitting: Sitting) -> str:
    said = substance(sitting.answers, measure.named_by) if measure.named_by else None
    return said.strip() if isinstance(said, str) else ""
