"""What a score is, and how positions are read from an answers document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

STORED = Decimal("0.001")


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


def counted(positions: Sequence[bool | int | None]) -> int:
    """How many positions were answered."""
    return sum(position is not None for position in positions)


def stored(value: Decimal | None) -> Decimal | None:
    """The value as it is kept: to three decimals."""
    return None if value is None else value.quantize(STORED)


def answered(positions: Sequence[int | None], name: str, *, count: int, low: int, high: int) -> list[int]:
    """The positions that were answered.

    Raises ValueError for another number of positions, or an answer outside the range.
    """
    if len(positions) != count:
        raise ValueError(f"{name} has {count} positions, not {len(positions)}")
    known = [position for position in positions if position is not None]
    if any(not low <= position <= high for position in known):
        raise ValueError(f"{name} has answers from {low} to {high}")
    return known


def total(positions: Sequence[int | None], name: str, *, count: int, low: int, high: int) -> Decimal | None:
    """The sum of the positions, null with any gap. Raises ValueError as `answered` does."""
    known = answered(positions, name, count=count, low=low, high=high)
    return Decimal(sum(known)) if len(known) == count else None


def graded(value: Decimal | None, steps: Sequence[tuple[Decimal | int, str]]) -> str:
    """The code of the highest step that the value reaches; steps rise. Empty without a value."""
    reached = [code for start, code in steps if value is not None and value >= start]
    return reached[-1] if reached else ""
