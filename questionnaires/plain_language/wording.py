"""Rules about words, for any text: lists of terms, labels, praise, blame, capitals, negations."""

import re
from collections.abc import Iterator

from questionnaires.definition.schema import Language
from questionnaires.plain_language.finding import Finding, Place
from questionnaires.plain_language.terms import disrespect_in, lists, pattern, terms_in
from questionnaires.plain_language.words import plain, sentences, words

CAPITALS = 4
"""Letters from which a word in capitals is no abbreviation any more."""

_CLAUSE = re.compile(r"[,;:–—()]|\b(?:men|og|eller|fordi|hvis|når|but|and|or|because|if|when)\b", re.IGNORECASE)
_AND_OR = re.compile(r"\b(?:og\s*/\s*eller|and\s*/\s*or|eller\s*/\s*og|or\s*/\s*and)\b", re.IGNORECASE)
_DOUBLE_PRAISE = re.compile(r"!\s*!")


def respect(text: str, place: Place, language: Language) -> Iterator[Finding]:
    """Fails everywhere, in what clinicians read too."""
    for found in disrespect_in(plain(text), language):
        yield Finding("respect", "fail", place, found.words, {"use": found.use})


def wording(text: str, place: Place, language: Language, *, question: bool = False) -> Iterator[Finding]:
    """Everything about the words of a patient text. In a question, what makes it unanswerable fails."""
    text = plain(text)
    yield from respect(text, place, language)
    for found in terms_in(text, language):
        yield Finding("term", "fail", place, found.words, {"use": found.use})
    for match in pattern(lists().risk[language], "en").finditer(text):
        yield Finding("risk_label", "fail", place, match[0])
    yield from _praise(text, place, language)
    for match in pattern(lists().blame[language], "en", whole=True).finditer(text):
        yield Finding("blame", "warn", place, match[0])
    for word in words(text):
        if len(word) >= CAPITALS and word.isalpha() and word.isupper() and word not in lists().names:
            yield Finding("all_caps", "fail", place, word)
    for match in _AND_OR.finditer(text):
        yield Finding("and_or", "fail" if question else "warn", place, match[0])
    for clause in _twice_denied(text, language):
        yield Finding("double_negative", "fail" if question else "warn", place, clause)


def _praise(text: str, place: Place, language: Language) -> Iterator[Finding]:
    words_of_praise = pattern(lists().praise[language], "en", whole=True)
    for sentence in sentences(text, language):
        if "!" in sentence and (words_of_praise.search(sentence) or _DOUBLE_PRAISE.search(sentence)):
            yield Finding("praise", "fail", place, sentence)


def _twice_denied(text: str, language: Language) -> Iterator[str]:
    negation = pattern(lists().negations[language], "en", whole=True)
    for sentence in sentences(text, language):
        for clause in _CLAUSE.split(sentence):
            if len(negation.findall(clause)) > 1:
                yield clause.strip()
