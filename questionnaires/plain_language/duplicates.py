"""The same question elsewhere: other words under one id, nearly the same words under two, or too soon again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from questionnaires.definition.plan import Plan
from questionnaires.definition.schema import Definition, Item, Language
from questionnaires.plain_language.finding import Finding, Place
from questionnaires.plain_language.terms import lists
from questionnaires.plain_language.words import words

NEAR = 0.8
"""Share of common words from which two questions are nearly the same."""
FEWEST = 3
SOON = 14
"""Days within which nobody is asked the same again (R65)."""

Asked = tuple[str, Item]


def duplicates(
    definitions: Sequence[Definition], plan: Plan | None = None, only: Collection[str] | None = None
) -> Iterator[Finding]:
    """Every pair is said once, at the later place; with `only`, the pairs whose later place is in those slugs."""
    asked = [(one.slug, item) for one in definitions for item in one.items if item.text and not item.pack]
    days = days_of(plan) if plan else {}
    for first, second in combinations(asked, 2):
        if only is not None and second[0] not in only:
            continue
        if first[1].id == second[1].id:
            yield from _same_id(first, second, days)
        elif languages := [language for language in ("da", "en") if near(first[1], second[1], _as(language))]:
            yield _finding("near_duplicate", first, second, _as(languages[0]), other=f"{first[0]}/{first[1].id}")


def near(first: Item, second: Item, language: Language) -> bool:
    """Whether two questions hold nearly the same words."""
    one, two = core(first, language), core(second, language)
    return min(len(one), len(two)) >= FEWEST and len(one & two) >= NEAR * len(one | two)


def core(item: Item, language: Language) -> frozenset[str]:
    """The words of a question that carry its meaning."""
    text = item.text.within(language) if item.text else ""
    return frozenset(word.casefold() for word in words(text)) - frozenset(lists().empty[language])


def days_of(plan: Plan) -> Mapping[str, tuple[int, ...]]:
    """Instrument → days after enrolment on which it opens."""
    days: dict[str, tuple[int, ...]] = {}
    for wave in plan.waves:
        for slug in wave.instruments:
            days[slug] = (*days.get(slug, ()), wave.offset_days)
    return days


def _same_id(first: Asked, second: Asked, days: Mapping[str, tuple[int, ...]]) -> Iterator[Finding]:
    one, two = first[1], second[1]
    if one.text is None or two.text is None:
        return
    for language in ("da", "en"):
        if one.text.within(language) != two.text.within(language):
            yield _finding("other_wording", first, second, _as(language), other=first[0])
    gaps = [abs(a - b) for a in days.get(first[0], ()) for b in days.get(second[0], ())]
    if gaps and min(gaps) < SOON and not (one.stable or two.stable):
        yield _finding("asked_again", first, second, None, other=first[0], days=min(gaps), least=SOON)


def _finding(rule: str, first: Asked, second: Asked, language: Language | None, **params: str | int) -> Finding:
    source, item = second
    said = item.text.within(language or "en") if item.text else ""
    return Finding(rule, "warn", Place(source, item.id, language), said, params)


def _as(language: str) -> Language:
    return "da" if language == "da" else "en"
