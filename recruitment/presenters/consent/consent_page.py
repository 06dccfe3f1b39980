"""The consent text as a page shows it, in one language, with what has been chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from cohort.members.models import ConsentText
from recruitment.consent import text


@dataclass(frozen=True)
class ScopeQuestion:
    """One yes or no. `choice` is None until something is chosen: nothing is ticked beforehand."""

    scope: str
    title: str
    meaning: str
    choice: bool | None
    is_open: bool


@dataclass(frozen=True)
class Chapter:
    title: str
    paragraphs: list[str]


@dataclass(frozen=True)
class ConsentPage:
    number: int
    short: list[str]
    long: list[Chapter]
    scopes: list[ScopeQuestion]

    @property
    def open(self) -> list[ScopeQuestion]:
        """The questions that still want an answer, after the form was sent."""
        return [question for question in self.scopes if question.is_open]


def page(
    row: ConsentText, language: str, choices: Mapping[str, bool] | None = None, open_scopes: tuple[str, ...] = ()
) -> ConsentPage:
    """The text of that row in that language. `open_scopes` are those without an answer in a sent form."""
    consent = text.from_document(row.content)
    chosen = choices or {}
    return ConsentPage(
        number=row.number,
        short=[paragraph.within(language) for paragraph in consent.short],
        long=[
            Chapter(chapter.title.within(language), [paragraph.within(language) for paragraph in chapter.paragraphs])
            for chapter in consent.long
        ],
        scopes=[
            ScopeQuestion(
                scope=entry.scope,
                title=entry.title.within(language),
                meaning=entry.meaning.within(language),
                choice=chosen.get(entry.scope),
                is_open=entry.scope in open_scopes,
            )
            for entry in consent.scopes
        ],
    )
