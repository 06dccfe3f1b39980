"""What nobody has checked yet: in one place, with a source, used, and never corrected without a new edition."""

from decimal import Decimal
from pathlib import Path

import pytest

from questionnaires.scoring import thresholds
from questionnaires.scoring.instruments import bbq, mskhq, nih_impact, odi, ompsq, promis, pseq2, rmdq
from questionnaires.scoring.thresholds import LIMITS, limit

SOURCES = sorted(Path(thresholds.__file__).parent.rglob("*.py"))
# The edition of each rule, and the values that it was made with. Change both together.
EDITIONS = {
    rmdq.VERSION: ("rmdq/1", {"rmdq_most_missing": "4"}),
    odi.VERSION: ("odi-2.1a/1", {"odi_fewest_answered": "8"}),
    ompsq.VERSION: ("ompsq-sf/1", {"ompsq_most_missing": "1"}),
    pseq2.VERSION: ("pseq2/1", {"pseq2_low_at_most": "5", "pseq2_good_from": "8"}),
    promis.VERSION: (
        "promis-4a/1",
        {"promis_mild_from": "55", "promis_moderate_from": "60", "promis_severe_from": "70"},
    ),
    nih_impact.VERSION: ("nih-impact/1", {"nih_moderate_from": "28", "nih_severe_from": "35"}),
    mskhq.VERSION: ("mskhq/1", {"mskhq_most_missing": "3"}),
}


def test_a_corrected_limit_comes_with_a_new_edition_of_its_rule() -> None:
    assert bbq.VERSION == "bbq/1"
    for version, (expected, values) in EDITIONS.items():
        assert version == expected
        assert {name: limit(name) for name in values} == {name: Decimal(value) for name, value in values.items()}


def test_every_limit_says_where_it_comes_from_and_that_nobody_checked_it() -> None:
    assert all(one.source for one in LIMITS.values())
    assert {name for name, one in LIMITS.items() if one.verified} == set()


def test_every_limit_is_used_and_belongs_to_an_edition_or_is_a_change() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES if path.name != "thresholds.py")
    assert [name for name in LIMITS if f'"{name}"' not in written] == []
    pinned = {name for _, values in EDITIONS.values() for name in values}
    assert {name for name in LIMITS if not name.endswith("_change")} == pinned


def test_an_unknown_limit_is_a_fault() -> None:
    with pytest.raises(KeyError):
        limit("mood_from")
