"""The lists of words that patient texts avoid, as data (terms.yaml), and where a text holds one."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field

from questionnaires.definition.schema import Language, Strict
from questionnaires.definition.yaml_text import read_mapping

FILE = Path(__file__).resolve().parent / "terms.yaml"
COMPOUNDED = 6
"""Letters from which a term is also found at the end of a Danish compound (rygsymptom)."""
EXPLAINED = 60
"""How far before the bracket the plain word may stand, in characters."""


class Wordings(Strict):
    """Beginnings of words to avoid, and what to write instead. `plain` are words that explain the term before it."""

    avoid: tuple[str, ...] = Field(min_length=1)
    use: str
    plain: tuple[str, ...] = ()
    whole: bool = False
    """Only the word itself, not what begins with it."""


class Term(Strict):
    """One row of the list in both languages."""

    da: Wordings
    en: Wordings

    def within(self, language: Language) -> Wordings:
        return self.da if language == "da" else self.en


class Lists(Strict):
    """Everything in terms.yaml."""

    terms: tuple[Term, ...]
    respect: dict[Language, tuple[Wordings, ...]]
    risk: dict[Language, tuple[str, ...]]
    praise: dict[Language, tuple[str, ...]]
    blame: dict[Language, tuple[str, ...]]
    negations: dict[Language, tuple[str, ...]]
    empty: dict[Language, tuple[str, ...]]
    names: tuple[str, ...]
    """Names that are written in capitals."""


@dataclass(frozen=True)
class Found:
    """A term in a text."""

    words: str
    use: str


@cache
def lists() -> Lists:
    """The shipped lists."""
    # Through JSON as instruments are: a list is read where the model holds a tuple, nothing else is converted.
    return Lists.model_validate_json(json.dumps(read_mapping(FILE.read_text(encoding="utf-8"), FILE.name)))


def terms_in(text: str, language: Language) -> Iterator[Found]:
    """Terms of the list, but for those in brackets behind their plain word: "ondt i lænden (lumbago)"."""
    for term in lists().terms:
        wordings = term.within(language)
        for match in pattern(wordings.avoid, language, whole=wordings.whole).finditer(text):
            if not _explained(text, match.start(), wordings):
                yield Found(match[0], wordings.use)


def disrespect_in(text: str, language: Language) -> Iterator[Found]:
    """Words that belittle a person."""
    for wordings in lists().respect[language]:
        for match in pattern(wordings.avoid, "en", whole=wordings.whole).finditer(text):
            yield Found(match[0], wordings.use)


@cache
def pattern(stems: Sequence[str], language: Language, *, whole: bool = False) -> re.Pattern[str]:
    """Finds words that begin with one of the stems; in Danish long stems are found inside compounds too."""
    return re.compile("|".join(_one(stem, language, whole=whole) for stem in stems), re.IGNORECASE)


def _one(stem: str, language: Language, *, whole: bool) -> str:
    spelled = r"[\s\-]+".join(re.escape(part) for part in re.split(r"[\s\-]", stem))
    inside = language == "da" and len(stem) >= COMPOUNDED and not whole
    start = r"\b\w*" if inside else r"\b"
    return rf"{start}{spelled}" + (r"\b" if whole else r"\w*")


def _explained(text: str, at: int, wordings: Wordings) -> bool:
    opened = text.rfind("(", 0, at)
    if opened < 0 or ")" in text[opened:at]:
        return False
    before = text[max(opened - EXPLAINED, 0) : opened].casefold()
    return any(word.casefold() in before for word in (wordings.use, *wordings.plain))
