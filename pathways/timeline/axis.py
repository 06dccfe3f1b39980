"""The axis of time: from the first day that matters to today, which is always the right edge."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

SHORTEST = 28  # days: a single visit is not stretched over the whole width
MOST_TICKS = 5
STEPS = (7, 14, 28, 56, 91, 182, 364, 728, 1820, 3640)  # days between ticks


@dataclass(frozen=True)
class Axis:
    """Days laid between two edges in pixels."""

    first: date
    today: date
    left: int
    right: int

    @property
    def days(self) -> int:
        return (self.today - self.first).days

    def x(self, day: date) -> int:
        """The place of a day; days before the first stand at the left edge, days to come at the right."""
        along = min(max((day - self.first).days, 0), self.days)
        return self.left + round((self.right - self.left) * along / self.days)

    def ticks(self) -> Iterator[date]:
        """Days to name on the axis, evenly back from today, today left out; the newest first."""
        step = next((step for step in STEPS if self.days / step <= MOST_TICKS), self.days)
        for back in range(step, self.days + 1, step):
            yield self.today - timedelta(days=back)


def axis(first: date, today: date, left: int, right: int) -> Axis:
    """The axis from `first`, or from four weeks ago where that is earlier, to today."""
    return Axis(min(first, today - timedelta(days=SHORTEST)), today, left, right)
