"""Limits that nobody here has checked against the publication itself: to be corrected in this one place.

Limits that were checked stand as constants in the module of their instrument. Whoever corrects a value here raises
the VERSION of the instrument that uses it; whoever checks one against its source sets `verified`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Limit:
    """A number that a rule compares with, and where it is said to come from."""

    value: Decimal
    source: str
    verified: bool = False


def _limit(value: str, source: str) -> Limit:
    return Limit(Decimal(value), source)


_OURS = "proposal of this program"
_COMMON = "customary; publication not checked"
_CAUTIOUS = "upper end of the customary range {}: no change is called important that the range leaves open"

LIMITS: Mapping[str, Limit] = {
    "rmdq_most_missing": _limit("4", f"{_OURS}, after Kent & Lauridsen 2011, Spine 36:1878"),
    "odi_fewest_answered": _limit("8", _OURS),
    "ompsq_most_missing": _limit("1", _OURS),
    "pseq2_low_at_most": _limit("5", _COMMON),
    "pseq2_good_from": _limit("8", _COMMON),
    "promis_mild_from": _limit("55", _COMMON),
    "promis_moderate_from": _limit("60", _COMMON),
    "promis_severe_from": _limit("70", _COMMON),
    "nih_moderate_from": _limit("28", f"{_COMMON}; newer groupings are published"),
    "nih_severe_from": _limit("35", f"{_COMMON}; newer groupings are published"),
    "mskhq_most_missing": _limit("3", _COMMON),
    "psfs_change": _limit("2", _COMMON),
    "psfs_activity_change": _limit("3", _COMMON),
    "pseq2_change": _limit("1.5", _COMMON),
    "eq5d_change": _limit("0.08", _CAUTIOUS.format("0.05-0.08")),
    "promis_change": _limit("5", _CAUTIOUS.format("2-5")),
    "nih_change": _limit("3", _COMMON),
    "groc_15_change": _limit("3", _COMMON),
    "groc_11_change": _limit("2", _COMMON),
    "days_4w_change": _limit("4", f"{_OURS}: a day a week"),
}

# Which items of the Back Beliefs Questionnaire are scored: customary, publication not checked.
BBQ_SCORED = (1, 2, 3, 6, 8, 10, 12, 13, 14)


def limit(name: str) -> Decimal:
    """The value of that limit. Raises KeyError for a name that is not in the table."""
    return LIMITS[name].value
