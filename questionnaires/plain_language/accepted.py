"""Warnings that were weighed and left, each with its reason (accepted.yaml). What fails cannot be accepted."""

import json
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from pydantic import Field

from questionnaires.definition.schema import Strict
from questionnaires.definition.yaml_text import read_mapping
from questionnaires.plain_language.finding import Finding

FILE = Path(__file__).resolve().parent / "accepted.yaml"
SHORTEST_REASON = 15


class Accepted(Strict):
    """One warning that stays. The place is a finding's key; * stands for anything (every instrument of an item)."""

    place: str = Field(min_length=3)
    rule: str
    reason: str = Field(min_length=SHORTEST_REASON)
    words: str = ""
    """Only findings that are about these words (all of them where none are named)."""

    def matches(self, finding: Finding) -> bool:
        same = finding.level == "warn" and finding.rule == self.rule and self.words in finding.words
        return same and fnmatchcase(finding.place.key, self.place)


class _File(Strict):
    accepted: tuple[Accepted, ...] = ()


@cache
def shipped(file: Path = FILE) -> tuple[Accepted, ...]:
    """The accepted warnings of the file."""
    return _File.model_validate_json(json.dumps(read_mapping(file.read_text(encoding="utf-8"), file.name))).accepted


def open_findings(findings: Iterable[Finding], accepted: Sequence[Accepted]) -> list[Finding]:
    """What fails, and the warnings that nobody has accepted."""
    return [found for found in findings if not any(entry.matches(found) for entry in accepted)]


def idle(findings: Sequence[Finding], accepted: Iterable[Accepted]) -> list[Accepted]:
    """Entries that name what no longer occurs."""
    return [entry for entry in accepted if not any(entry.matches(found) for found in findings)]
