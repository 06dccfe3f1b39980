"""Which days of a diary can be written, and until when. Days are Copenhagen days; a week is named by its Monday."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from questionnaires.planning.dates import COPENHAGEN


@dataclass(frozen=True)
class Rhythm:
    """How many days one entry stands for, 1 or 7 counted from a Monday, and how many it is open for."""

    length: int
    open_for: int

    def period(self, day: date) -> date:
        """The day that names the entry in which `day` lies."""
        return day if self.length == 1 else day - timedelta(days=day.weekday())

    def opens(self, day: date) -> datetime:
        """Midnight before the entry's day, in UTC."""
        return _midnight(day)

    def closes(self, day: date) -> datetime:
        """The instant from which the entry can no longer be written, in UTC. Raises OverflowError."""
        return _midnight(day + timedelta(days=self.open_for))

    def open_days(self, today: date, since: date) -> list[date]:
        """The days that can be written today, the newest first, none before the diary began."""
        days: list[date] = []
        day = self.period(today)
        while self.closes(day) > _midnight(today) and day >= self.period(since):
            days.append(day)
            day -= timedelta(days=self.length)
        return days


# A day and the six after it; a week and the one after it.
DAILY, WEEKLY = Rhythm(length=1, open_for=7), Rhythm(length=7, open_for=14)
RHYTHMS: dict[str, Rhythm] = {"pulse": WEEKLY}


def rhythm(slug: str) -> Rhythm:
    """The rhythm of a diary instrument: daily unless it is known to be weekly."""
    return RHYTHMS.get(slug, DAILY)


def given_at(claimed: datetime | None, opens: datetime, now: datetime) -> datetime:
    """When an answer counts as given, whatever a phone's clock claims: not before its day, and not after now.

    To the millisecond, in UTC: two devices are told apart by it.
    """
    at = now if claimed is None or claimed.tzinfo is None else min(claimed, now)
    at = max(at, opens).astimezone(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0, 0), tzinfo=COPENHAGEN).astimezone(UTC)
