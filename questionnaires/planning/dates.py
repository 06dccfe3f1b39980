"""When a wave opens and closes, and when its messages are due. Rules about days are Copenhagen days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
SENDING_TIME = time(9, 0)
REMINDER_DAYS = (0, 4, 9, 16)
WINDOW_DAYS = 28


@dataclass(frozen=True)
class Window:
    """Open from 0:00 on `opens`; closed from the sending time on `closes`."""

    opens: date
    closes: date


@dataclass(frozen=True)
class Reminder:
    """Step 0 is the invitation; `due` is in UTC."""

    step: int
    due: datetime


def window(enrolled: date, offset_days: int, window_days: int = WINDOW_DAYS) -> Window:
    """The window of a wave that starts `offset_days` after enrolment.

    Raises OverflowError for days beyond the calendar.
    """
    opens = enrolled + timedelta(days=offset_days)
    return Window(opens=opens, closes=opens + timedelta(days=window_days))


def moment(day: date, at: time = SENDING_TIME) -> datetime:
    """That time of day on the clocks of Copenhagen, in UTC.

    A time that the change to summer time leaves out moves on by the hour that is missing; of a time that
    stands twice on the day summer time ends, the first is meant.
    """
    return datetime.combine(day, at, tzinfo=COPENHAGEN).astimezone(UTC)


def copenhagen_day(instant: datetime) -> date:
    """The day it is in Copenhagen at that aware instant."""
    return instant.astimezone(COPENHAGEN).date()


def reminders(opens: date, days: Iterable[int] = REMINDER_DAYS, at: time = SENDING_TIME) -> tuple[Reminder, ...]:
    """Invitation and reminders of a wave: one for each day counted from the opening, in order."""
    return tuple(Reminder(step, moment(opens + timedelta(days=day), at)) for step, day in enumerate(days))


def opening(window: Window) -> datetime:
    """The instant from which the wave can be answered."""
    return moment(window.opens, time(0, 0))


def closing(window: Window, at: time = SENDING_TIME) -> datetime:
    """The instant from which the wave can no longer be answered."""
    return moment(window.closes, at)
