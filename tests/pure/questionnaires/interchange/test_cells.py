"""No cell of a CSV is a formula, and reading gives back what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.interchange.cells import inert, plain


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_what_would_begin_a_formula_gets_an_apostrophe(start: str) -> None:
    assert inert(f"{start}cmd|'/c calc'!A1") == f"'{start}cmd|'/c calc'!A1"


@pytest.mark.parametrize("text", ["-5", "-0.25", "12", "a=b", "'quoted'", "", "[f] = '1'"])
def test_numbers_and_other_texts_stay(text: str) -> None:
    assert inert(text) == text


@given(st.text(alphabet="'=+-@\t\r\n＝a1.", max_size=8) | st.text())
def test_it_comes_back(text: str) -> None:
    assert plain(inert(text)) == text
    assert inert(text)[:1] not in set("=+@\t\r\n＝＋－＠")
