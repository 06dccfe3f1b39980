"""Every score that an answers document allows, whichever instrument the positions came with."""

from collections.abc import Mapping
from decimal import Decimal

from questionnaires.scoring.instruments import eq5d, rmdq, start_back
from questionnaires.scoring.score import ScoreValue, counted, flag, present, stored, whole
from questionnaires.scoring.table import RULES

RMDQ = tuple(f"rmdq_{n:02d}" for n in range(1, 25))
STARTBACK = tuple(f"sbst_{n}" for n in range(1, 10))
EQ5D = tuple(f"eq5d_{dimension}" for dimension in ("mo", "sc", "ua", "pd", "ad"))
ITEMS: Mapping[str, tuple[str, ...]] = {
    "rmdq": RMDQ,
    "sbst_total": STARTBACK,
    "sbst_psych": STARTBACK[4:],
    "eq5d_profile": EQ5D,
    "eq5d_index": EQ5D,
    **{rule.name: tuple(rule.positions) for rule in RULES},
}


def items_of(name: str) -> frozenset[str]:
    """The items that a score of this name may be made from; empty for a name that no score here has."""
    return frozenset(ITEMS.get(name, ()))


def scores(answers: Mapping[str, object], *, rmdq_mode: rmdq.Mode = "tick", rmdq_items: int = 24) -> list[ScoreValue]:
    """One row per score whose positions are in the document, in a fixed order; values to three decimals.

    An instrument that was not shown gives no row; one shown but not answered gives a row without value.
    `rmdq_mode` and `rmdq_items` come with the wording pack. Values of a wrong kind count as not answered.
    """
    ruled = [rule.row(answers) for rule in RULES]
    return [
        *_rmdq(answers, rmdq_mode, RMDQ[:rmdq_items]),
        *_start_back(answers),
        *_eq5d(answers),
        *[row for row in ruled if row is not None],
    ]


def _rmdq(answers: Mapping[str, object], mode: rmdq.Mode, names: tuple[str, ...]) -> list[ScoreValue]:
    if not present(answers, names):
        return []
    positions = [flag(answers.get(name)) for name in names]
    value = rmdq.rmdq(positions, mode)
    version = f"{rmdq.VERSION}/{len(names)}/{mode}"
    return [ScoreValue("rmdq", stored(value), rmdq.band(value), version, counted(positions))]


def _start_back(answers: Mapping[str, object]) -> list[ScoreValue]:
    if not present(answers, STARTBACK):
        return []
    agree = [flag(answers.get(name)) for name in STARTBACK[:8]]
    bothered = whole(answers.get(STARTBACK[8]), 1, 5)
    result = start_back.start_back(agree, bothered)
    total = None if result.total is None else Decimal(result.total)
    psych = None if result.psych is None else Decimal(result.psych)
    version = start_back.VERSION
    return [
        ScoreValue("sbst_total", total, result.group or "", version, counted([*agree, bothered])),
        ScoreValue("sbst_psych", psych, "", version, counted([*agree[4:], bothered])),
    ]


def _eq5d(answers: Mapping[str, object]) -> list[ScoreValue]:
    if not present(answers, EQ5D):
        return []
    levels = [whole(answers.get(name), 1, 5) for name in EQ5D]
    result = eq5d.eq5d(levels)
    n = counted(levels)
    return [
        ScoreValue("eq5d_profile", Decimal(result.profile), "", eq5d.VERSION, n),
        ScoreValue("eq5d_index", stored(result.index), "", eq5d.VERSION, n),
    ]
