"""Accepted warnings and the report."""

from pathlib import Path

import pytest

from questionnaires.definition.faults import DefinitionError
from questionnaires.plain_language.accepted import Accepted, idle, open_findings, shipped
from questionnaires.plain_language.finding import Finding, Place
from questionnaires.plain_language.report import Report

BLAME = Finding("blame", "warn", Place("week_2", "worry", "da", "help"), "skal")
TERM = Finding("term", "fail", Place("week_2", "worry", "da", "help"), "akut", {"use": "ny"})


def entry(place: str, rule: str = "blame", words: str = "") -> Accepted:
    return Accepted(place=place, rule=rule, words=words, reason="It says what the form needs.")


@pytest.mark.parametrize(
    "accepted, is_open",
    [
        (entry("week_2/worry/da"), False),
        (entry("*/worry/da"), False),
        (entry("week_2/worry/da", words="skal"), False),
        (entry("week_2/worry/en"), True),
        (entry("week_2/worry/da", rule="lix"), True),
        (entry("week_2/worry/da", words="bør"), True),
    ],
)
def test_a_warning_is_accepted_at_its_place_for_its_rule(accepted: Accepted, is_open: bool) -> None:
    assert open_findings([BLAME], [accepted]) == ([BLAME] if is_open else [])
    assert idle([BLAME], [accepted]) == ([accepted] if is_open else [])


def test_what_fails_cannot_be_accepted() -> None:
    accepted = entry("week_2/*", rule="term")
    assert open_findings([TERM], [accepted]) == [TERM]
    assert idle([TERM], [accepted]) == [accepted]


def test_a_reason_is_written_out(tmp_path: Path) -> None:
    file = tmp_path / "accepted.yaml"
    file.write_text("accepted:\n  - {place: week_2/worry, rule: blame, reason: ok}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="reason"):
        shipped(file)
    file.write_text("accepted: [", encoding="utf-8")
    with pytest.raises(DefinitionError):
        shipped(file)


def test_the_report_says_fails_first_and_counts_the_rest() -> None:
    report = Report([BLAME, TERM, BLAME], [entry("week_2/worry/da")], {"week_2": ["a", "b"], "other": []})
    assert report.failed
    assert report.lines() == [
        "fail week_2/worry/da (help): term “akut”: Patients may not know this term. Write: ny.",
        "2 warnings are accepted with a reason.",
        "week_2: 2 items come from wording packs.",
    ]
    assert not Report([BLAME]).failed
    assert Report([]).lines() == ["nothing to say"]
