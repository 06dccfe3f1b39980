"""What the report of one instrument says in figures: how hard it reads, its longest sentence, its minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from questionnaires.definition import timing
from questionnaires.definition.schema import Definition, Language, Text
from questionnaires.plain_language.metrics import count
from questionnaires.plain_language.questions import LANGUAGES
from questionnaires.plain_language.words import plain, sentences, words


@dataclass(frozen=True)
class Reading:
    """One language: LIX of the whole text (by the Danish rule in both), and the sentence with the most words."""

    language: Language
    lix: float
    longest: str
    longest_words: int


@dataclass(frozen=True)
class Figures:
    """`minutes` as most people go, `most_minutes` the longest way; every pack in use."""

    readings: tuple[Reading, ...]
    minutes: Decimal
    most_minutes: Decimal
    items: int


def figures(definition: Definition) -> Figures:
    """The figures of an instrument; wording of packs is not counted, since it is not here."""
    return Figures(
        readings=tuple(_reading(definition, language) for language in LANGUAGES),
        minutes=timing.minutes(definition, definition.packs),
        most_minutes=timing.minutes(definition, definition.packs, everything=True),
        items=len(definition.items),
    )


def _reading(definition: Definition, language: Language) -> Reading:
    texts = [plain(text.within(language)) for text in _texts(definition)]
    lengths = [(len(words(said)), said) for text in texts for said in sentences(text, language, joints=False)]
    most, longest = max(lengths, key=lambda pair: pair[0], default=(0, ""))
    whole = " ".join(text if text[-1:] in {".", "?", "!"} else f"{text}." for text in texts if text)
    return Reading(language, round(count(whole, language).lix, 1), longest, most)


def _texts(definition: Definition) -> Iterator[Text]:
    """Running words: introductions, questions, help. Options and headings are no sentences."""
    yield definition.intro
    for page in definition.pages:
        if page.intro:
            yield page.intro
        for item in page.items:
            yield from (text for text in (item.text, item.help) if text)
