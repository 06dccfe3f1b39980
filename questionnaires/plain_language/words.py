"""Words and sentences of a text, counted as LIX counts them.

A number is one word. An abbreviation counts as what it stands for, and its full stop ends no sentence unless the
sentence ends there. Headings and lists are no prose. Nothing here raises on any text.
"""

import re
from collections.abc import Iterator
from html import unescape

from questionnaires.definition.schema import Language

LONG_WORD = 7
"""Letters from which a word is long."""
HEADING_WORDS = 8

_ABBREVIATIONS: dict[Language, dict[str, str]] = {
    "da": {
        "f.eks.": "for eksempel",
        "fx": "for eksempel",
        "bl.a.": "blandt andet",
        "ca.": "cirka",
        "dvs.": "det vil sige",
        "evt.": "eventuelt",
        "kl.": "klokken",
        "m.m.": "med mere",
        "mv.": "med videre",
        "nr.": "nummer",
        "osv.": "og så videre",
        "tlf.": "telefon",
        "min.": "minutter",
    },
    "en": {
        "e.g.": "for example",
        "i.e.": "that is",
        "etc.": "and so on",
        "approx.": "about",
        "dr.": "doctor",
        "no.": "number",
        "min.": "minutes",
    },
}
_CLOSING = frozenset({"m.m.", "mv.", "osv.", "min.", "etc."})  # these may end a sentence
_AMBIGUOUS = frozenset({"no."})  # a word of its own unless a number follows

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\-][^\W_]+)*")
_END = re.compile(r"[.!?…]+[\"”»’')\]]*(?=\s|$)")
_JOINT = re.compile(r"[:;](?=\s)")
_LIST = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
_TAG = re.compile(r"<[^<>]*>")

# Whole numbers that have fewer than seven letters when they are spelled out in Danish.
_SHORT_NUMBERS = frozenset(map(str, (*range(13), 15, 17, 18, 19, 20, 40, 60, 80, 1000)))


def plain(text: str) -> str:
    """The text without markup; a place that is filled in later counts as one short word."""
    return unescape(_TAG.sub(" ", _PLACEHOLDER.sub("7", text)))


def prose(text: str) -> str:
    """The running text: without lists, and without headings (short blocks that end without a stop)."""
    blocks = [
        " ".join(line for line in block.splitlines() if not _LIST.match(line) and not line.startswith("#"))
        for block in re.split(r"\n[^\S\n]*\n", text)
    ]
    blocks = [block for block in blocks if block.strip()]
    if len(blocks) < 2:
        return "".join(blocks)
    return "\n\n".join(block for block in blocks if _END.search(block) or len(words(block)) > HEADING_WORDS)


def words(text: str) -> list[str]:
    return _WORD.findall(text)


def spelled_out(text: str, language: Language) -> str:
    """The text with abbreviations written as what they stand for."""
    for short, meant in _ABBREVIATIONS[language].items():
        following = r"(?=\s+\d)" if short in _AMBIGUOUS else r"(?!\w)"
        pattern = re.compile(rf"(?<![\w.]){re.escape(short)}{following}", re.IGNORECASE)
        text = pattern.sub(lambda match, short=short, meant=meant: meant + _stop(match, short), text)  # type: ignore[misc]
    return text


def sentences(text: str, language: Language, *, joints: bool = True) -> list[str]:
    """The sentences that hold a word. With `joints` a colon or semicolon between words separates two, as in LIX."""
    found = []
    for block in re.split(r"\n[^\S\n]*\n", spelled_out(text, language)):
        for sentence in _between(block, _ends(block)):
            found += _between(sentence, _joints(sentence)) if joints else [sentence]
    return [sentence.strip() for sentence in found if words(sentence)]


def letters(word: str) -> int:
    return sum(character.isalpha() for character in word)


def is_long(word: str) -> bool:
    """Seven letters or more; a number is as long as its Danish name."""
    if word[:1].isdigit():
        return word not in _SHORT_NUMBERS
    return letters(word) >= LONG_WORD


def longest_part(word: str) -> int:
    """Letters of the longest part between hyphens."""
    return max((letters(part) for part in re.split(r"['’\-]", word)), default=0)


def _stop(match: re.Match[str], short: str) -> str:
    rest = match.string[match.end() :].lstrip()
    return "." if short in _CLOSING and (not rest or rest[0].isupper()) else ""


def _ends(text: str) -> Iterator[int]:
    for match in _END.finditer(text):
        rest = text[match.end() :].lstrip()
        if match[0][0] not in ".…" or not rest or not rest[0].islower():
            yield match.end()


def _joints(text: str) -> Iterator[int]:
    for match in _JOINT.finditer(text):
        if words(text[: match.start()]) and words(text[match.end() :]):
            yield match.end()


def _between(text: str, cuts: Iterator[int]) -> list[str]:
    start, parts = 0, []
    for cut in cuts:
        parts.append(text[start:cut])
        start = cut
    return [*parts, text[start:]]
