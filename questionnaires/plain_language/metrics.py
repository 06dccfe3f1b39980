"""How hard a text is to read: LIX for Danish, Flesch-Kincaid grade and reading ease for English.

LIX = words / sentences + 100 × long words / words (Björnsson 1968); long is seven letters or more.
Grade = 0.39 × words / sentences + 11.8 × syllables / words − 15.59 (Kincaid 1975).
Ease = 206.835 − 1.015 × words / sentences − 84.6 × syllables / words (Flesch 1948).
A text without words has the value 0 in all three.

Syllables of an English word are counted, not looked up: groups of vowels (a e i o u y), less a silent final e
("like", not "table"), less the e of -ed and -es where it is not spoken ("asked", not "wanted"; "takes", not
"changes"), one more where i or u meets another vowel in two beats ("diary", "usual"). At least one; a number counts
one for each digit. On running text this is within a few in a hundred of a pronouncing dictionary.
"""

import re
from dataclasses import dataclass

from questionnaires.definition.schema import Language
from questionnaires.plain_language.words import is_long, prose, sentences, spelled_out, words

_VOWELS = re.compile(r"[aeiouy]+")
_TWO_BEATS = re.compile(
    r"(?<![cstgx])i[ao](?!u)|ia[lnr]?$|(?<=[rvd])iou|iet|(?<=sc)ie|ier$|ua(?=[lr])|(?<=[aeou])ing"
    r"|(?<=[aeiou][^aeiou])ea$|(?<=cr)ea"
)


@dataclass(frozen=True)
class Counts:
    """What is counted in a text."""

    words: int
    sentences: int
    long_words: int
    syllables: int

    @property
    def words_per_sentence(self) -> float:
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def long_share(self) -> float:
        """Long words in a hundred words."""
        return 100 * self.long_words / self.words if self.words else 0.0

    @property
    def lix(self) -> float:
        return self.words_per_sentence + self.long_share

    @property
    def grade(self) -> float:
        return 0.39 * self.words_per_sentence + 11.8 * self._beats - 15.59 if self.words else 0.0

    @property
    def ease(self) -> float:
        return 206.835 - 1.015 * self.words_per_sentence - 84.6 * self._beats if self.words else 0.0

    @property
    def _beats(self) -> float:
        return self.syllables / self.words


def count(text: str, language: Language) -> Counts:
    """The counts of a text's prose."""
    running = prose(text)
    found = words(spelled_out(running, language))
    return Counts(
        words=len(found),
        sentences=len(sentences(running, language)),
        long_words=sum(map(is_long, found)),
        syllables=sum(map(syllables, found)),
    )


def lix(text: str) -> float:
    """LIX of a Danish text."""
    return count(text, "da").lix


def syllables(word: str) -> int:
    """Syllables of an English word, at least one."""
    if word[:1].isdigit():
        return sum(character.isdigit() for character in word)
    return sum(_syllables(part) for part in re.split(r"['’\-]", word.lower()) if len(part) > 1) or 1


def _syllables(part: str) -> int:
    beats = len(_VOWELS.findall(part)) + len(_TWO_BEATS.findall(part))
    silent = re.search(r"[^aeiouytd]ed$|[^aeiouysxzcgh]es$|[^aeiouy]e$", part)
    spoken = re.search(r"[^aeiouylr]le$", part)
    return max(beats - bool(silent and not spoken), 1)
