"""The linter and the reader of uploads take whatever comes, and have a sentence for it."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.uploaded import read_uploaded
from questionnaires.interchange.any_in import FORMATS, Format, take
from questionnaires.plain_language.advice import RULES
from questionnaires.plain_language.figures import figures
from questionnaires.plain_language.instruments import instruments
from tests import drafts

SIGNS = st.text(st.characters(codec="utf-8"), max_size=60)
NASTY = st.sampled_from(
    ["&a [*a]", "*a", "!!python/object:x {}", "\x00", "\ud800", ".nan", "1" * 5000, "[" * 3000, "{a: 1, a: 2}", "? [x]"]
)


@settings(max_examples=150, deadline=None)
@given(SIGNS | NASTY, st.integers(0, 40))
def test_any_text_is_an_instrument_or_a_fault(put: str, line: int) -> None:
    lines = drafts.text().splitlines()
    lines.insert(line, put)
    for text in (put, "\n".join(lines)):
        with contextlib.suppress(DefinitionError):
            read_uploaded(text, "draft")


@settings(max_examples=100, deadline=None)
@given(SIGNS.filter(lambda text: bool(text.strip())))
def test_any_words_are_judged(words: str) -> None:
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    try:
        definition = read_uploaded(drafts.text(quoted), "draft")
    except DefinitionError:
        return
    for found in instruments([definition]):
        assert found.rule in RULES
        assert len(found.mark) == 64
    figures(definition)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | SIGNS.map(str.encode), st.sampled_from(FORMATS))
def test_any_file_is_taken_or_explained(content: bytes, kind: Format) -> None:
    taken = take(content, kind)
    assert taken.text or taken.lines or kind == "yaml"


def test_what_would_unfold_without_end_is_refused() -> None:
    bomb = "a: &a [x, x]\n" + "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]" for n in range(20)
    )
    with pytest.raises(DefinitionError, match="line 2"):
        read_uploaded(bomb, "draft")
