"""The one source of time.

Rules about days are rules about days in Denmark, so `today()` is Copenhagen's date; moments are aware UTC.
A demonstration or a test installs another source; nothing else in the program asks the system for the time.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

Source = Callable[[], datetime]


def system_time() -> datetime:
    return datetime.now(UTC)


_source: Source = system_time


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _source()


def today() -> date:
    """The present date in Denmark."""
    return now().astimezone(COPENHAGEN).date()


def install(source: Source) -> Source:
    """Make `source` the clock of this process; returns the one it replaces."""
    global _source
    before, _source = _source, source
    return before


@contextmanager
def use(source: Source) -> Iterator[None]:
    """Use `source` inside the block."""
    before = install(source)
    try:
        yield
    finally:
        install(before)
