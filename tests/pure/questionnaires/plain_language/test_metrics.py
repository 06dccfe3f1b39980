"""Words, sentences, LIX and Flesch-Kincaid."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition.schema import Language
from questionnaires.plain_language.metrics import Counts, count, lix, syllables
from questionnaires.plain_language.words import is_long, longest_part, plain, prose, sentences, words


def text_of(words_: int, sentences_: int, long_words: int) -> str:
    """A text with exactly that many words, sentences and long words."""
    spoken = ["langsom"] * long_words + ["kort"] * (words_ - long_words)
    size, rest = divmod(words_, sentences_)
    sizes = [size + 1] * rest + [size] * (sentences_ - rest)
    said = []
    for length in sizes:
        said.append(" ".join(spoken[:length]).capitalize() + ".")
        spoken = spoken[length:]
    return " ".join(said)


@pytest.mark.parametrize(
    "words_, sentences_, long_words, expected",
    [(100, 5, 20, 40.0), (596, 36, 101, 33.5)],
)
def test_lix_of_the_published_vectors(words_: int, sentences_: int, long_words: int, expected: float) -> None:
    text = text_of(words_, sentences_, long_words)
    counts = count(text, "da")
    assert (counts.words, counts.sentences, counts.long_words) == (words_, sentences_, long_words)
    assert round(lix(text), 1) == expected


def test_lix_of_a_single_question_is_its_words() -> None:
    assert lix("Hvor ondt har du haft i ryggen de sidste 7 dage?") == 11.0


def test_grade_and_ease_of_a_known_sentence() -> None:
    counts = count("The cat sat on the mat.", "en")
    assert (counts.words, counts.syllables) == (6, 6)
    assert round(counts.grade, 2) == -1.45
    assert round(counts.ease, 1) == 116.1


def test_a_long_sentence_of_long_words_has_a_high_grade_and_low_ease() -> None:
    counts = Counts(words=20, sentences=1, long_words=10, syllables=40)
    assert round(counts.grade, 2) == 15.81
    assert round(counts.ease, 1) == 17.3


@pytest.mark.parametrize(
    "word, expected",
    [
        ("the", 1),
        ("like", 1),
        ("table", 2),
        ("asked", 1),
        ("wanted", 2),
        ("takes", 1),
        ("changes", 2),
        ("people", 2),
        ("diary", 3),
        ("idea", 3),
        ("easier", 3),
        ("medicine", 3),
        ("reliable", 4),
        ("don't", 1),
        ("two-week", 2),
        ("28", 2),
        ("x", 1),
    ],
)
def test_syllables(word: str, expected: int) -> None:
    assert syllables(word) == expected


@pytest.mark.parametrize(
    "language, text, expected",
    [
        ("da", "Du kan f.eks. gå en tur. Det tæller.", 2),
        ("da", "Det tager 4 min. Du kan holde pause.", 2),
        ("da", "Det tager ca. 4 minutter.", 1),
        ("da", "Den 1. maj ringer vi.", 1),
        ("da", "De sidste 7 dage: Hvor ondt har du haft?", 2),
        ("da", "Kl. 10:30 er fin.", 1),
        ("en", "It takes 4 min. You can take a break.", 2),
        ("en", "Tea, milk, etc. are fine.", 1),
        ("en", "Is it you? No. Then call.", 3),
        ("en", "“Stop.” Then go on!", 2),
        ("en", "...", 0),
    ],
)
def test_sentences(language: Language, text: str, expected: int) -> None:
    assert len(sentences(text, language)) == expected


def test_a_colon_joins_where_the_reader_keeps_both_halves_in_mind() -> None:
    assert len(sentences("De sidste 7 dage: Hvor ondt har du haft?", "da", joints=False)) == 1


def test_headings_and_lists_are_no_prose() -> None:
    text = "Din ryg\n\nDu kan gå en tur.\n\n- kort\n- langsommelig\n\n1. først"
    assert prose(text) == "Du kan gå en tur."
    assert count(text, "da").words == 5


def test_markup_and_places_to_fill_in_are_no_words() -> None:
    assert words(plain("<b>Ring</b> %(phone)s &amp; spørg")) == ["Ring", "7", "spørg"]


def test_numbers_are_as_long_as_their_names_and_hyphens_part_a_word() -> None:
    assert [is_long(word) for word in ("7", "12", "13", "20", "28")] == [False, False, True, False, True]
    assert longest_part("opfølgnings-skema") == 11


@given(st.text(), st.sampled_from(["da", "en"]))
def test_every_text_has_finite_measures(text: str, language: Language) -> None:
    counts = count(text, language)
    assert math.isfinite(counts.lix)
    assert counts.lix >= 0
    assert math.isfinite(counts.grade)
    assert math.isfinite(counts.ease)
    assert counts.long_words <= counts.words
    assert (counts.sentences == 0) == (counts.words == 0)


@given(st.lists(st.sampled_from(["ondt.", "ryggen", "f.eks.", "Hvor?", "langsommelig", "7", "\n\n", ":", "min."])))
def test_texts_of_likely_pieces_have_finite_measures(pieces: list[str]) -> None:
    assert 0 <= lix(" ".join(pieces)) < 10_000
