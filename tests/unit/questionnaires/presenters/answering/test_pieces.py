"""A text is cut at its marks and filled again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.presenters.answering.pieces import cut

MARKS = {"<1>": "one", "<2>": "two", "/<2>": "path"}


def test_a_text_is_cut_at_its_marks_the_longest_first() -> None:
    pieces = cut("a<1>b/<2>c<2><1>", MARKS)
    assert pieces.literals == ("a", "b", "c", "", "")
    assert pieces.holes == ("one", "path", "two", "one")
    assert pieces.filled({"one": "1", "two": "<1>", "path": "/p"}) == "a1b/pc<1>1"


def test_a_hole_without_a_value_is_a_fault() -> None:
    with pytest.raises(KeyError):
        cut("a<1>", MARKS).filled({})


@given(st.lists(st.sampled_from(["x", "<1>", "<2>", "\n"])))
def test_filled_with_its_own_marks_it_is_the_text_again(parts: list[str]) -> None:
    text = "".join(parts)
    assert cut(text, {"<1>": "one", "<2>": "two"}).filled({"one": "<1>", "two": "<2>"}) == text
