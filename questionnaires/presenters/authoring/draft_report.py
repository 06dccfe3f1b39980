"""The plain-language report of a draft: what has to change, what wants a reason, what is fine."""

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.definition.schema import Definition
from questionnaires.models import Draft, Reason
from questionnaires.plain_language.finding import Finding
from questionnaires.presenters.authoring.finding_sentences import sentence
from questionnaires.reading import judging
from questionnaires.reading.judging import Judgement


@dataclass(frozen=True)
class Line:
    """One finding: in which section, at which question and in which language, about which words, and what to do."""

    mark: str
    section: str
    item: str
    part: str
    language: str
    words: str
    advice: str
    reason: str = ""


@dataclass(frozen=True)
class DraftReport:
    judgement: Judgement
    fails: list[Line]
    waiting: list[Line]
    explained: list[Line]
    accepted: list[Line]

    @property
    def fine(self) -> int:
        """Questions about which nothing is said."""
        told = {finding.place.item for finding in self.judgement.findings}
        return sum(item.id not in told for item in self.judgement.definition.items)


def report(draft: Draft) -> DraftReport:
    judgement = judging.judged(draft)
    reasons = {reason.mark: reason for reason in draft.reasons.all()}
    sections = _sections(judgement.definition)
    accepted = judgement.accepted
    waiting = judgement.unexplained(reasons.keys())
    settled = {found.mark for found in (*accepted, *waiting)}
    explained = [found for found in judgement.warnings if found.mark not in settled]
    return DraftReport(
        judgement,
        fails=[_line(found, sections, {}) for found in judgement.fails],
        waiting=[_line(found, sections, {}) for found in waiting],
        explained=[_line(found, sections, reasons) for found in explained],
        accepted=[_line(found, sections, {}) for found in accepted],
    )


def _sections(definition: Definition) -> Mapping[str, str]:
    """Item → the section it stands in."""
    return {item.id: section.id for section in definition.sections for page in section.pages for item in page.items}


def _line(finding: Finding, sections: Mapping[str, str], reasons: Mapping[str, Reason]) -> Line:
    place = finding.place
    reason = reasons.get(finding.mark)
    return Line(
        mark=finding.mark,
        section=sections.get(place.item, ""),
        item=place.item,
        part=place.part,
        language=place.language or "",
        words=finding.words,
        advice=sentence(finding),
        reason=reason.text if reason else "",
    )
