"""What the plain-language linter says of an instrument beside everything that is published."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from questionnaires.definition.load import read_plan_file
from questionnaires.definition.schema import Definition
from questionnaires.definition.uploaded import read_uploaded
from questionnaires.models import Draft, Version
from questionnaires.plain_language.accepted import open_findings, shipped
from questionnaires.plain_language.figures import Figures, figures
from questionnaires.plain_language.finding import Finding
from questionnaires.plain_language.instruments import exempt, instruments


@dataclass(frozen=True)
class Judgement:
    """Everything that is said of one text. Wording of packs is counted, not judged."""

    definition: Definition
    findings: tuple[Finding, ...]
    figures: Figures
    exempt: int

    @property
    def fails(self) -> list[Finding]:
        """What has to be changed."""
        return [found for found in self.findings if found.level == "fail"]

    @property
    def warnings(self) -> list[Finding]:
        """What has to be changed or wants a reason, each mark once."""
        return list({found.mark: found for found in self.findings if found.level == "warn"}.values())

    @property
    def accepted(self) -> list[Finding]:
        """The warnings that have their reason in the program's own list already, such as those of items of the bank."""
        waiting = {found.mark for found in open_findings(self.warnings, shipped())}
        return [found for found in self.warnings if found.mark not in waiting]

    def unexplained(self, marks: Collection[str]) -> list[Finding]:
        """The warnings that wait for a reason: accepted by no list, and not among those marks."""
        return [found for found in open_findings(self.warnings, shipped()) if found.mark not in marks]


def judged(draft: Draft) -> Judgement:
    """What is said of the draft's text; its text was read when it was uploaded, so it is an instrument."""
    return _judged(draft.checksum, draft.text, str(draft), _others(draft.slug))


def newest() -> list[Version]:
    """The newest version of each instrument, by the instrument's name."""
    rows = Version.objects.select_related("instrument").defer("content")
    return list(rows.order_by("instrument__slug", "-number").distinct("instrument__slug"))


def _others(slug: str) -> tuple[tuple[str, int], ...]:
    return tuple((version.checksum, version.pk) for version in newest() if version.instrument.slug != slug)


@lru_cache(maxsize=64)
def _judged(checksum: str, text: str, name: str, others: Sequence[tuple[str, int]]) -> Judgement:
    definition = read_uploaded(text, name)
    published = Version.objects.in_bulk([pk for _checksum, pk in others])
    beside = [version.definition for version in published.values()]
    return Judgement(
        definition=definition,
        findings=tuple(instruments([*beside, definition], read_plan_file(), {definition.slug})),
        figures=figures(definition),
        exempt=len(exempt(definition)),
    )
