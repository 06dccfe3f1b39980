"""The list of erasures outside the database: a restored backup knows less than it, and is told by it.

One line for each: study number, choice, and when it was asked for. No name was ever in it.
"""

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from cohort.common.study_number import is_study_number
from cohort.members.models import Erasure


@dataclass(frozen=True)
class Line:
    study_number: str
    choice: str
    asked_at: datetime

    def __str__(self) -> str:
        return f"{self.study_number} {self.choice} {self.asked_at.isoformat()}"


class DamagedList(ValueError):
    """A line that cannot be read. Nothing is guessed: `number` counts from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(f"line {number} of the list of erasures cannot be read")
        self.number = number


def place() -> Path:
    """Where the list stands: keep it in a backup of its own, apart from the database's."""
    return Path(settings.ERASURES_LIST)


def append(line: Line) -> None:
    """Add a line unless it is there; on disk before this returns. Raises OSError."""
    file = place()
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(file, "a+", encoding="ascii", opener=_private) as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        handle.seek(0)
        if f"{line}\n" not in handle.readlines():
            handle.write(f"{line}\n")
            handle.flush()
            os.fsync(handle.fileno())


def read(file: Path) -> Iterator[Line]:
    """Every line, from the first to the last. Raises DamagedList, OSError."""
    for number, text in enumerate(file.read_text(encoding="ascii").splitlines(), start=1):
        if not text.strip():
            continue
        try:
            study_number, choice, moment = text.split()
            asked_at = datetime.fromisoformat(moment)
        except ValueError:
            raise DamagedList(number) from None
        if not is_study_number(study_number) or choice not in Erasure.Choice.values or asked_at.tzinfo is None:
            raise DamagedList(number)
        yield Line(study_number, choice, asked_at)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
