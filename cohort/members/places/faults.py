"""What can be wrong with a list of places, as codes. The sentences stand in cohort.members.presenters.place_words."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fault:
    """One thing to mend. `line` as a spreadsheet counts them, 1 being the names of the columns; 0: the whole file."""

    line: int
    code: str
    told: Mapping[str, str | int] = field(default_factory=dict)


class Unreadable(Exception):
    """The file as a whole cannot be taken."""

    def __init__(self, code: str, **told: str | int) -> None:
        super().__init__(code)
        self.fault = Fault(0, code, told)
