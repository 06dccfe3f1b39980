"""The linter's report in lines of English."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from questionnaires.plain_language.accepted import Accepted, open_findings
from questionnaires.plain_language.advice import sentence
from questionnaires.plain_language.finding import Finding


def line(finding: Finding) -> str:
    """Level, place and rule, the words, and what to do instead."""
    said = f" “{finding.words}”" if finding.words else ""
    return f"{finding.level} {finding.place.spelled}: {finding.rule}{said}: {sentence(finding)}"


@dataclass(frozen=True)
class Report:
    """Everything found; `exempt` holds the items of wording packs by instrument."""

    findings: Sequence[Finding]
    accepted: Sequence[Accepted] = ()
    exempt: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        return any(found.level == "fail" for found in self.findings)

    def lines(self) -> list[str]:
        """What fails first, then the warnings; last what was accepted and what is exempt, as numbers."""
        shown = sorted(open_findings(self.findings, self.accepted), key=lambda found: found.level)
        told = [line(found) for found in shown]
        if settled := len(self.findings) - len(shown):
            told.append(f"{settled} warnings are accepted with a reason.")
        told += [f"{slug}: {len(items)} items come from wording packs." for slug, items in self.exempt.items() if items]
        return told or ["nothing to say"]
