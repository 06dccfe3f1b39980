"""What clinician and patient said about the same matter, brought to common levels (R106).

Levels of ordered matters rise from best to worst; explanations are codes without an order. The cuts are our own
choice, made before any data were there:

    g_impact 0-10                             impact_everyday 0-10, as it is
    g_expect usual, unsure, long              expect_3m 7-10, 4-6, 0-3
    g_course recovered, better, same, worse   gpe 1, 2-3, 4, 5-7
    g_model, gp_model                         explain_model, the same codes
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Level = int | str
_ZERO_TO_TEN: Mapping[object, Level] = MappingProxyType({n: n for n in range(11)})
_EXPLANATIONS: Mapping[object, Level] = MappingProxyType({code: code for code in ("wear", "stress", "both", "other")})


@dataclass(frozen=True)
class Matter:
    """The patient's item about the same matter, and the level that each answer of either side stands for."""

    theirs: str
    clinician: Mapping[object, Level]
    patient: Mapping[object, Level]


@dataclass(frozen=True)
class Compared:
    """Both views at common levels."""

    clinician: Level
    patient: Level

    @property
    def agree(self) -> bool:
        return self.clinician == self.patient

    @property
    def difference(self) -> int | None:
        """Levels by which the clinician sees it as worse than the patient does; None where levels have no order."""
        if isinstance(self.clinician, int) and isinstance(self.patient, int):
            return self.clinician - self.patient
        return None


MATTERS: Mapping[str, Matter] = {
    "g_impact": Matter("impact_everyday", _ZERO_TO_TEN, _ZERO_TO_TEN),
    "g_expect": Matter(
        "expect_3m",
        {"usual": 0, "unsure": 1, "long": 2},
        {n: 0 if n >= 7 else 1 if n >= 4 else 2 for n in range(11)},
    ),
    "g_course": Matter(
        "gpe",
        {"recovered": 0, "better": 1, "same": 2, "worse": 3},
        {"1": 0, "2": 1, "3": 1, "4": 2, "5": 3, "6": 3, "7": 3},
    ),
    "g_model": Matter("explain_model", _EXPLANATIONS, _EXPLANATIONS),
    "gp_model": Matter("explain_model", _EXPLANATIONS, _EXPLANATIONS),
}


def compared(matter: str, clinician: object, patient: object) -> Compared | None:
    """Both answers at common levels; None where either is no answer to the matter. Raises KeyError for no matter."""
    levels = MATTERS[matter]
    ours, theirs = _level(levels.clinician, clinician), _level(levels.patient, patient)
    return None if ours is None or theirs is None else Compared(ours, theirs)


def _level(levels: Mapping[object, Level], value: object) -> Level | None:
    return levels.get(value) if isinstance(value, int | str) and not isinstance(value, bool) else None
