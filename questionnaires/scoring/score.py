"""What a score is, and how positions are read from an answers document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class ScoreValue:
    """One scored number. `value` is None where the missing rule forbids one; `n` counts answered positions.

    `band` is a stable code (never a text for people), empty where the instrument has no bands.
    `version` names the rule and its edition, so that a corrected rule makes new rows and keeps the old.
    """

    name: str
    value: Decimal | None
    band: str
    version: str
    n: int


def whole(value: object, low: int, high: int) -> int | None:
    """The value if it is a whole number in the range, else None: anything else counts as not answered."""
    if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
        return value
    return None


def flag(value: object) -> bool | None:
    """The value if it is true or false, else None."""
    return value if isinstance(value, bool) else None


def present(answers: Mapping[str, object], names: Sequence[str]) -> bool:
    """Whether the document holds any of these positions, be it only with a reason for a missing answer."""
    return any(name in answers for name in names)
