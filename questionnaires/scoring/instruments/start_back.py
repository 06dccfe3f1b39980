"""STarT Back Screening Tool: how much support a person may need at the start of an episode."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal

Group = Literal["low", "medium", "high"]
VERSION = "sbst/1"
BOTHERED_FROM = 4
TOTAL_LOW_AT_MOST = 3
PSYCH_HIGH_FROM = 4


@dataclass(frozen=True)
class StartBack:
    """Total 0-9, psychosocial part 0-5 (positions 5-9), and the group; None where unknown."""

    total: int | None
    psych: int | None
    group: Group | None


def start_back(agree: Sequence[bool | None], bothered: int | None) -> StartBack:
    """Score from positions 1-8 (agree or not) and position 9 (five levels, 1 lowest).

    Rule: agree counts 1; position 9 counts 1 on its two highest levels. Group: total at most 3 is low;
    else psychosocial 4 or 5 is high, the rest medium.
    Range: total 0-9, psychosocial 0-5; unit: points; high is worse.
    Missing: a sum with a gap is null; the group stands only if every way to fill the gaps gives the same.
    Raises ValueError for another number of positions, or a level outside 1-5.
    Source: Hill 2008, Arthritis Rheum 59:632; Danish version: Morsø 2011, Eur Spine J 20:2166.
    """
    if len(agree) != 8:
        raise ValueError(f"STarT Back has 8 positions before the last, not {len(agree)}")
    if bothered is not None and not 1 <= bothered <= 5:
        raise ValueError(f"position 9 has the levels 1 to 5, not {bothered}")
    points = [None if position is None else int(position) for position in agree]
    points.append(None if bothered is None else int(bothered >= BOTHERED_FROM))
    groups = {_group(filled) for filled in product(*([(0, 1) if p is None else (p,) for p in points]))}
    unanimous = groups.pop() if len(groups) == 1 else None
    return StartBack(total=_sum(points), psych=_sum(points[4:]), group=unanimous)


def _sum(points: Sequence[int | None]) -> int | None:
    known = [point for point in points if point is not None]
    return sum(known) if len(known) == len(points) else None


def _group(points: Sequence[int]) -> Group:
    if sum(points) <= TOTAL_LOW_AT_MOST:
        return "low"
    return "high" if sum(points[4:]) >= PSYCH_HIGH_FROM else "medium"
