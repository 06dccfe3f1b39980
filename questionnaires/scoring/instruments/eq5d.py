"""EQ-5D-5L: the profile and its Danish index value."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

VERSION = "eq5d-5l-dk/1"
VALUE_SET_DOI = "10.1007/s40258-021-00639-3"
LEVELS = range(1, 6)
GAP = "9"


def _row(*decrements: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(decrement) for decrement in ("0", *decrements))


# Danish value set, Jensen et al. 2021: what levels 1-5 of each dimension take off full health.
DECREMENTS: tuple[tuple[Decimal, ...], ...] = (
    _row(".041", ".054", ".157", ".220"),  # mobility
    _row(".035", ".050", ".144", ".209"),  # self-care
    _row(".033", ".040", ".139", ".174"),  # usual activities
    _row(".048", ".094", ".381", ".537"),  # pain and discomfort
    _row(".072", ".191", ".430", ".618"),  # anxiety and depression
)


@dataclass(frozen=True)
class Eq5d:
    """Five digits, 9 for a gap, and the index value where all five are there."""

    profile: str
    index: Decimal | None


def eq5d(levels: Sequence[int | None]) -> Eq5d:
    """Profile and index from the five positions in their order: mobility to anxiety.

    Rule: index = 1 - the sum of the decrements; level 1 takes nothing off; no constant, no interactions.
    Range: 1 (full health) to -0.758 (the paper prints -0.757, from unrounded decrements); high is better.
    Missing: with any gap the profile is kept (9 for the gap) and the index is null.
    Raises ValueError for another number of positions, or a level outside 1-5.
    Source: value set of Jensen et al. 2021, DOI 10.1007/s40258-021-00639-3, decrements to three decimals.
    """
    if len(levels) != len(DECREMENTS):
        raise ValueError(f"EQ-5D-5L has 5 positions, not {len(levels)}")
    if any(level is not None and level not in LEVELS for level in levels):
        raise ValueError("EQ-5D-5L has the levels 1 to 5")
    profile = "".join(GAP if level is None else str(level) for level in levels)
    known = [row[level - 1] for row, level in zip(DECREMENTS, levels, strict=True) if level is not None]
    index = Decimal(1) - sum(known, Decimal(0)) if len(known) == len(DECREMENTS) else None
    return Eq5d(profile, index)
