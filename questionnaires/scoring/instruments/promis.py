"""PROMIS short forms 4a: pain interference, physical function, sleep disturbance."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.scoring.score import graded, total
from questionnaires.scoring.thresholds import limit

VERSION = "promis-4a/1"
ITEMS = 4
LOWEST, HIGHEST = 1, 5
SYMPTOM_BANDS = (
    (0, "normal"),
    (limit("promis_mild_from"), "mild"),
    (limit("promis_moderate_from"), "moderate"),
    (limit("promis_severe_from"), "severe"),
)


def _table(values: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(value) for value in values.split())


# T values of the raw sums 4 to 20. Checked against public code only, not against the scoring manuals.
# Open: one code base prints 75.8 for pain interference at raw 20.
PAIN_INTERFERENCE = _table("41.6 49.6 52.0 53.9 55.6 57.1 58.5 59.9 61.2 62.5 63.8 65.2 66.6 68.0 69.7 71.6 75.6")
PHYSICAL_FUNCTION = _table("22.9 26.9 29.1 30.7 32.1 33.3 34.4 35.6 36.7 37.9 39.1 40.4 41.8 43.4 45.3 48.0 56.9")
SLEEP_DISTURBANCE = _table("32.0 37.5 41.1 43.8 46.2 48.4 50.5 52.4 54.3 56.1 57.9 59.8 61.7 63.8 66.0 68.8 73.3")


def raw_sum(positions: Sequence[int | None]) -> int | None:
    """Sum of the four printed values, 4 to 20; null with any gap. Raises ValueError as the scores do."""
    value = total(positions, "PROMIS 4a", count=ITEMS, low=LOWEST, high=HIGHEST)
    return None if value is None else int(value)


def pain_interference(positions: Sequence[int | None]) -> Decimal | None:
    """T value of pain interference.

    Rule: the raw sum of the printed values, looked up in the table. A form prints some values turned round; an
    answer is the value that is printed beside it.
    Range: 41.6 to 75.6; unit: T (mean 50, SD 10 in the reference population); high is worse.
    Missing: all four are needed.
    Raises ValueError for another number of positions, or an answer outside 1-5.
    Source: HealthMeasures, PROMIS scoring manual of the domain; table unverified, see above.
    """
    return _t_value(positions, PAIN_INTERFERENCE)


def physical_function(positions: Sequence[int | None]) -> Decimal | None:
    """T value of physical function, 22.9 to 56.9; high is better. Rule, missing, errors, source as above."""
    return _t_value(positions, PHYSICAL_FUNCTION)


def sleep_disturbance(positions: Sequence[int | None]) -> Decimal | None:
    """T value of sleep disturbance, 32.0 to 73.3; high is worse. Rule, missing, errors, source as above."""
    return _t_value(positions, SLEEP_DISTURBANCE)


def symptom_band(t_value: Decimal | None) -> str:
    """normal, mild (from 55), moderate (60), severe (70), for what is worse when high; the limits are unverified."""
    return graded(t_value, SYMPTOM_BANDS)


def _t_value(positions: Sequence[int | None], table: Sequence[Decimal]) -> Decimal | None:
    value = raw_sum(positions)
    return None if value is None else table[value - ITEMS * LOWEST]
