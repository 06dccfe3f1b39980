"""Rules about one item: its question, help, options and ends."""

import re
from collections.abc import Iterator

from questionnaires.definition.schema import Item, Language, Text
from questionnaires.plain_language import lengths
from questionnaires.plain_language.finding import Finding, Place
from questionnaires.plain_language.wording import respect, wording
from questionnaires.plain_language.words import plain, words

MOST_OPTIONS = 7
LANGUAGES: tuple[Language, Language] = ("da", "en")
SAME_WORDS = 3
"""Words from which a text that is the same in both languages cannot be a name."""

_OUTSIDE = re.compile(r"(?:dont_know|unsure|unknown|rather_not|no_answer|not_say|none)")
"""Codes of "don't know", "would rather not say" and "none of these": they are no options to compare."""


def item(found: Item, source: str) -> Iterator[Finding]:
    """All rules for an item that patients answer. A pack's wording is not ours and is left alone."""
    if found.pack:
        return
    if found.text:
        for language in LANGUAGES:
            words_of = found.text.within(language)
            place = Place(source, found.id, language, "question")
            yield from lengths.question(words_of, place, language)
            yield from wording(words_of, place, language, question=True)
            yield from lengths.compounds(words_of, place)
            if words_of.count("?") > 1:
                yield Finding("two_questions", "fail", place, words_of)
        yield from translated(found.text, source, found.id, "question")
    for part, text in parts(found):
        yield from short(text, source, found.id, part)
    if (number := len(counted(found))) > MOST_OPTIONS:
        yield Finding("many_options", "warn", Place(source, found.id), "", {"value": number, "most": MOST_OPTIONS})
    yield from labelled(found, source)


def labelled(found: Item, source: str) -> Iterator[Finding]:
    """The name of the variable, which researchers and clinicians read."""
    for language in LANGUAGES:
        yield from respect(found.label.within(language), Place(source, found.id, language, "label"), language)


def parts(found: Item) -> Iterator[tuple[str, Text]]:
    """Everything a person reads in an item beside the question."""
    if found.help:
        yield "help", found.help
    for option in found.options:
        yield f"option {option.code}", option.label
    for group in found.groups:
        yield f"group {group.id}", group.label
        if group.help:
            yield f"help of group {group.id}", group.help
    if found.ends:
        yield from (("low end", found.ends.low), ("high end", found.ends.high))
    if found.unit:
        yield "unit", found.unit


def short(text: Text, source: str, where: str, part: str = "") -> Iterator[Finding]:
    """A short text in both languages: sentences, words, translation."""
    for language in LANGUAGES:
        place = Place(source, where, language, part)
        yield from lengths.sentence_lengths(text.within(language), place, language)
        yield from wording(text.within(language), place, language)
        yield from lengths.compounds(text.within(language), place)
    yield from translated(text, source, where, part)


def translated(text: Text, source: str, where: str, part: str = "") -> Iterator[Finding]:
    """Neither language is blank, and the two do not say the same words."""
    yield from translation(text.da, text.en, source, where, part)


def translation(danish: str, english: str, source: str, where: str, part: str = "") -> Iterator[Finding]:
    for language, words_of, other in (("da", danish, english), ("en", english, danish)):
        if other.strip() and not words_of.strip():
            yield Finding("missing_translation", "fail", Place(source, where, _language(language), part), other)
    same = plain(danish).casefold().split() == plain(english).casefold().split()
    if same and len([word for word in words(plain(danish)) if word.isalpha()]) >= SAME_WORDS:
        yield Finding("missing_translation", "fail", Place(source, where, "da", part), danish)


def counted(found: Item) -> list[str]:
    """Codes of the options a person weighs against each other."""
    return [option.code for option in found.options if not option.exclusive and not _OUTSIDE.fullmatch(option.code)]


def _language(code: str) -> Language:
    return "da" if code == "da" else "en"
