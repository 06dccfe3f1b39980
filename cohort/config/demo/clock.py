"""A clock that web, worker and beat share: real time plus the seconds written in a file."""

import math
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from cohort.common.clock import COPENHAGEN, system_time

NOON = time(12, 0)  # after everything that leaves in the morning


def noon_after(moment: datetime, days: int) -> datetime:
    """Noon in Copenhagen, in UTC, of the day that many days after that of `moment`; with 1 or more it is later."""
    day = moment.astimezone(COPENHAGEN).date() + timedelta(days=days)
    return datetime.combine(day, NOON, tzinfo=COPENHAGEN).astimezone(UTC)


class FileClock:
    """Callable source of time. A missing or empty file means real time."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __call__(self) -> datetime:
        return system_time() + timedelta(seconds=self.ahead())

    def ahead(self) -> int:
        """Seconds ahead of real time."""
        try:
            return int(self.file.read_text() or 0)
        except FileNotFoundError:
            return 0

    def move(self, by: timedelta) -> None:
        """Go forward. Never back: what has happened has happened."""
        if by < timedelta(0):
            raise ValueError("the clock of the demonstration only goes forward")
        ahead = self.ahead() + math.ceil(by.total_seconds())
        part = self.file.with_suffix(".part")
        part.write_text(str(ahead))
        part.replace(self.file)
