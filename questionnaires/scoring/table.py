"""The instruments that are one function of their positions: which positions, which function, which bands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from questionnaires.scoring.instruments import (
    bbq,
    eq5d,
    fabq,
    gpe,
    mskhq,
    nih_impact,
    odi,
    ompsq,
    phq4,
    promis,
    pseq2,
    psfs,
)
from questionnaires.scoring.score import ScoreValue, counted, present, stored, whole

Positions = Mapping[str, tuple[int, int]]
"""Item → its lowest and highest answer, in the order in which the function takes them."""


def _unbanded(_value: Decimal | None) -> str:
    return ""


def _single(positions: Sequence[int | None]) -> Decimal | None:
    return None if positions[0] is None else Decimal(positions[0])


def _numbered(pattern: str, numbers: Sequence[int], low: int, high: int) -> Positions:
    return {pattern.format(number): (low, high) for number in numbers}


@dataclass(frozen=True)
class Rule:
    """One score. `parts` are the groups of items that must all have been shown; any item will do where it is empty."""

    name: str
    version: str
    positions: Positions
    value: Callable[[Sequence[int | None]], Decimal | None]
    band: Callable[[Decimal | None], str] = _unbanded
    code: Callable[[object], int | None] | None = None
    parts: tuple[Positions, ...] = ()

    def row(self, answers: Mapping[str, object]) -> ScoreValue | None:
        """The score of these answers, to three decimals; None where the instrument was not shown."""
        if not all(present(answers, tuple(part)) for part in self.parts or (self.positions,)):
            return None
        read = [self._read(answers.get(item), *ends) for item, ends in self.positions.items()]
        value = self.value(read)
        return ScoreValue(self.name, stored(value), self.band(value), self.version, counted(read))

    def _read(self, answer: object, low: int, high: int) -> int | None:
        return whole(answer if self.code is None else self.code(answer), low, high)


_VAS: Positions = {"eq_vas": (0, 100)}
_PSFS = _numbered("psfs_{}", range(1, 4), 0, 10)
_ODI = _numbered("odi_{:02d}", range(1, 11), 0, 5)
_OMPSQ: Positions = {"ompsq_1": (1, 10), **_numbered("ompsq_{}", range(2, 11), 0, 10)}
_PHQ4 = _numbered("phq4_{}", range(1, 5), 0, 3)
_PHQ4_ANXIETY = _numbered("phq4_{}", phq4.ANXIETY, 0, 3)
_PHQ4_DEPRESSION = _numbered("phq4_{}", phq4.DEPRESSION, 0, 3)
_PSEQ2 = _numbered("pseq2_{}", range(1, 3), 0, 6)
_INTERFERENCE = _numbered("promis_pi_{}", range(1, 5), 1, 5)
_FUNCTION = _numbered("promis_pf_{}", range(1, 5), 1, 5)
_SLEEP = _numbered("promis_sd_{}", range(1, 5), 1, 5)
_IMPACT: Positions = {"pain_back_nrs": (0, 10), **_INTERFERENCE, **_FUNCTION}
_MSKHQ = _numbered("mskhq_{:02d}", range(1, 15), 0, 4)
_FABQ_ACTIVITY = _numbered("fabq_{:02d}", fabq.ACTIVITY, 0, 6)
_FABQ_WORK = _numbered("fabq_{:02d}", fabq.WORK, 0, 6)
_BBQ = _numbered("bbq_{:02d}", bbq.SCORED, 1, 5)


def _impact(read: Sequence[int | None]) -> Decimal | None:
    return nih_impact.nih_impact(read[0], read[1:5], read[5:])


RULES: tuple[Rule, ...] = (
    Rule("eq_vas", eq5d.VERSION, _VAS, _single),
    Rule("psfs", psfs.VERSION, _PSFS, psfs.psfs),
    Rule("odi", odi.VERSION, _ODI, odi.odi, odi.band),
    Rule("ompsq", ompsq.VERSION, _OMPSQ, ompsq.ompsq, ompsq.band),
    Rule("phq4", phq4.VERSION, _PHQ4, phq4.phq4, phq4.band),
    Rule("phq4_anxiety", phq4.VERSION, _PHQ4_ANXIETY, phq4.subscale, phq4.screen),
    Rule("phq4_depression", phq4.VERSION, _PHQ4_DEPRESSION, phq4.subscale, phq4.screen),
    Rule("pseq2", pseq2.VERSION, _PSEQ2, pseq2.pseq2, pseq2.band),
    Rule("promis_pi", promis.VERSION, _INTERFERENCE, promis.pain_interference, promis.symptom_band),
    Rule("promis_pf", promis.VERSION, _FUNCTION, promis.physical_function),
    Rule("promis_sd", promis.VERSION, _SLEEP, promis.sleep_disturbance, promis.symptom_band),
    Rule("nih_impact", nih_impact.VERSION, _IMPACT, _impact, nih_impact.band, parts=(_INTERFERENCE, _FUNCTION)),
    Rule("mskhq", mskhq.VERSION, _MSKHQ, mskhq.mskhq),
    Rule("fabq_activity", fabq.VERSION, _FABQ_ACTIVITY, fabq.activity, fabq.activity_band),
    Rule("fabq_work", fabq.VERSION, _FABQ_WORK, fabq.work, fabq.work_band),
    Rule("bbq", bbq.VERSION, _BBQ, bbq.bbq),
    Rule("gpe", gpe.VERSION, {"gpe": (1, 7)}, _single, gpe.band, code=gpe.code),
)
