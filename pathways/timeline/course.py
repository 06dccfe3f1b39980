"""What the timeline is made of: dated plain values, already in the words of one language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Lane = Literal["contact", "test", "treatment", "diagnosis", "sick_leave", "matters"]
LANES: tuple[Lane, ...] = ("contact", "test", "treatment", "diagnosis", "sick_leave", "matters")
MOST_PAIN = 10


@dataclass(frozen=True)
class Words:
    """The words around the values: names of the lanes, of the ends of the scale, and how a day is written."""

    pain: str
    pain_low: str
    pain_high: str
    today: str
    lanes: Mapping[Lane, str]
    more: Callable[[int], str]
    days_off: Callable[[int, int], str]  # so many of so many days
    day: Callable[[date], str]


@dataclass(frozen=True)
class PainPoint:
    """Back pain as answered on a day, 0 none to 10 worst."""

    day: date
    value: int


@dataclass(frozen=True)
class Happening:
    """One dated thing in one lane. Without an end it is a mark, with one it is a bar.

    A bar that fills only a part of its days, so many of them counted back from its end, says where it begins.
    """

    lane: Lane
    starts_on: date
    label: str
    ends_on: date | None = None
    drawn_from: date | None = None

    @property
    def begins(self) -> date:
        """The first day that is drawn."""
        return self.drawn_from or self.starts_on


@dataclass(frozen=True)
class Course:
    """Everything the timeline shows, up to and including `today`."""

    today: date
    pain: tuple[PainPoint, ...] = ()
    happenings: tuple[Happening, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.pain or self.happenings)

    def without(self, lane: Lane) -> "Course":
        return replace(self, happenings=tuple(one for one in self.happenings if one.lane != lane))

    def until_today(self) -> "Course":
        """What has begun by today, in order; bars end today at the latest, and one pain value a day: the last."""
        pain = {point.day: point for point in self.pain if point.day <= self.today}
        begun = (one for one in self.happenings if one.starts_on <= self.today)
        happenings = (
            replace(one, ends_on=None if one.ends_on is None else max(one.starts_on, min(one.ends_on, self.today)))
            for one in begun
        )
        return Course(
            today=self.today,
            pain=tuple(pain[day] for day in sorted(pain)),
            happenings=tuple(sorted(happenings, key=lambda one: (one.starts_on, LANES.index(one.lane), one.label))),
        )
