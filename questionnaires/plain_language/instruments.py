"""All rules over whole instruments and over single texts."""

from collections.abc import Collection, Iterator, Sequence

from questionnaires.definition import timing
from questionnaires.definition.plan import Plan
from questionnaires.definition.schema import Definition, Language, Text
from questionnaires.plain_language import lengths, questions
from questionnaires.plain_language.duplicates import duplicates
from questionnaires.plain_language.finding import Finding, Place
from questionnaires.plain_language.questions import LANGUAGES
from questionnaires.plain_language.wording import respect, wording

TARGET_MINUTES, MOST_MINUTES = 8, 20
READ_BY_PATIENTS: frozenset[str] = frozenset({"patient", "diary"})


def instruments(
    definitions: Sequence[Definition], plan: Plan | None = None, only: Collection[str] | None = None
) -> list[Finding]:
    """What is to be said about these instruments; with `only`, about those slugs beside the others."""
    asked = [one for one in definitions if one.kind in READ_BY_PATIENTS]
    found = [finding for one in definitions if only is None or one.slug in only for finding in instrument(one)]
    return found + list(duplicates(asked, plan, only))


def instrument(definition: Definition) -> Iterator[Finding]:
    """What is to be said about one. Of what only clinicians read, nothing but respect is asked."""
    if definition.kind not in READ_BY_PATIENTS:
        yield from _respectful(definition)
        return
    for where, text in _headings(definition):
        yield from questions.short(text, definition.slug, where)
    for item in definition.items:
        yield from questions.item(item, definition.slug)
    yield from minutes(definition)


def minutes(definition: Definition) -> Iterator[Finding]:
    """Minutes with every pack in use: most people's way against the target, the longest way against the limit."""
    longest = timing.minutes(definition, definition.packs, everything=True)
    usual = timing.minutes(definition, definition.packs)
    place = Place(definition.slug)
    if longest > MOST_MINUTES:
        yield Finding("minutes", "fail", place, "", {"value": float(longest), "most": MOST_MINUTES})
    elif usual > TARGET_MINUTES:
        yield Finding("minutes", "warn", place, "", {"value": float(usual), "most": TARGET_MINUTES})


def running_text(text: str, place: Place, language: Language, genre: lengths.Genre = "patient") -> Iterator[Finding]:
    """All rules for a running text that patients read: a page, a letter, a chapter."""
    yield from lengths.running(text, place, language, genre)
    yield from lengths.compounds(text, place)
    yield from wording(text, place, language)


def exempt(definition: Definition) -> list[str]:
    """Items whose wording a licensed pack brings: they are reported, not judged."""
    return [item.id for item in definition.items if item.pack]


def _headings(definition: Definition) -> Iterator[tuple[str, Text]]:
    yield "title", definition.title
    yield "intro", definition.intro
    for section in definition.sections:
        yield f"section {section.id}", section.title
    yield from ((f"page {page.id}", page.intro) for page in definition.pages if page.intro)


def _respectful(definition: Definition) -> Iterator[Finding]:
    for language in LANGUAGES:
        for where, text in _headings(definition):
            yield from respect(text.within(language), Place(definition.slug, where, language), language)
        for item in definition.items:
            asked = [("question", item.text)] if item.text else []
            for part, words in (*asked, *questions.parts(item)):
                yield from respect(words.within(language), Place(definition.slug, item.id, language, part), language)
    for item in definition.items:
        yield from questions.labelled(item, definition.slug)
