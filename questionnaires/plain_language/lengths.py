"""Rules about length: of sentences and words in short texts, of the whole in running text.

Below sixty words LIX and grade swing with every word, so a short text is held to the length of its sentences.
"""

from collections.abc import Iterator
from typing import Literal

from questionnaires.definition.schema import Language
from questionnaires.plain_language.finding import Finding, Level, Place
from questionnaires.plain_language.metrics import count
from questionnaires.plain_language.words import longest_part, plain, sentences, words

Genre = Literal["patient", "consent"]

STABLE = 60
"""Words from which LIX and grade mean something."""
LIX: dict[Genre, tuple[int, int]] = {"patient": (34, 40), "consent": (36, 42)}
GRADE = (6, 8)
LEAST_EASE = 70
SENTENCE = (15, 20)
MEAN_SENTENCE = 15
QUESTION_SENTENCES = 2
LONG_SHARE = 25
COMPOUND = 16


def running(text: str, place: Place, language: Language, genre: Genre = "patient") -> Iterator[Finding]:
    """Running text: LIX in Danish; grade, ease and sentences in English. Too short for that, its sentences count."""
    text = plain(text)
    counts = count(text, language)
    if counts.words < STABLE:
        yield from sentence_lengths(text, place, language)
    elif language == "da":
        yield from _graded("lix", counts.lix, LIX[genre], place)
    else:
        yield from _graded("grade", counts.grade, GRADE, place)
        if counts.ease < LEAST_EASE:
            yield Finding("ease", "warn", place, "", {"value": round(counts.ease, 1), "least": LEAST_EASE})
        if counts.words_per_sentence > MEAN_SENTENCE:
            value = round(counts.words_per_sentence, 1)
            yield Finding("mean_sentence", "warn", place, "", {"value": value, "most": MEAN_SENTENCE})
        yield from _too_long(text, place, genre)


def sentence_lengths(text: str, place: Place, language: Language) -> Iterator[Finding]:
    """Words in each sentence; what stands before a colon belongs to it, for the reader keeps both in mind."""
    for sentence in sentences(text, language, joints=False):
        yield from _graded("long_sentence", len(words(sentence)), SENTENCE, place, sentence)


def _too_long(text: str, place: Place, genre: Genre) -> Iterator[Finding]:
    """English sentences over the limit. A consent text stands until its next edition, so there it is a warning."""
    for sentence in sentences(text, "en", joints=False):
        if (value := len(words(sentence))) > SENTENCE[1]:
            level: Level = "warn" if genre == "consent" else "fail"
            yield Finding("long_sentence", level, place, sentence, {"value": value, "most": SENTENCE[1]})


def question(text: str, place: Place, language: Language) -> Iterator[Finding]:
    """A single question: sentences, their number, and the share of long words where there are two or more."""
    text = plain(text)
    yield from sentence_lengths(text, place, language)
    asked = len(sentences(text, language, joints=False))
    if asked > QUESTION_SENTENCES:
        yield Finding("many_sentences", "warn", place, text, {"value": asked, "most": QUESTION_SENTENCES})
    counts = count(text, language)
    if counts.long_words > 1 and counts.long_share > LONG_SHARE:
        yield Finding("long_words", "warn", place, text, {"value": round(counts.long_share), "most": LONG_SHARE})


def compounds(text: str, place: Place) -> Iterator[Finding]:
    """Words that are too long to be read at a glance, in any text."""
    for word in words(plain(text)):
        if (length := longest_part(word)) > COMPOUND:
            yield Finding("long_compound", "warn", place, word, {"value": length, "most": COMPOUND})


def _graded(rule: str, value: float, limits: tuple[int, int], place: Place, said: str = "") -> Iterator[Finding]:
    warn, fail = limits
    if value > warn:
        level: Level = "fail" if value > fail else "warn"
        most = fail if level == "fail" else warn
        yield Finding(rule, level, place, said, {"value": round(value, 1), "most": most})
