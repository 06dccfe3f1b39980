"""GPE by its codes, and the two ratings of change around 0."""

from decimal import Decimal

import pytest

from questionnaires.definition.load import read_folder
from questionnaires.scoring.instruments.gpe import CODES, FURTHEST, Form, band, code


def test_the_codes_are_those_of_our_own_question() -> None:
    item = read_folder()["week_2"].item("gpe")
    assert item is not None
    assert tuple(option.code for option in item.options) == CODES
    assert [option.label.en for option in item.options[:2]] == ["Completely well again", "Much better"]


@pytest.mark.parametrize(
    ("answer", "rating"),
    [("1", 1), ("7", 7), ("0", None), ("8", None), ("", None), (2, None), (True, None), (None, None), (["1"], None)],
)
def test_only_a_code_is_a_rating(answer: object, rating: int | None) -> None:
    assert code(answer) == rating


@pytest.mark.parametrize(
    ("form", "rating", "expected"),
    [
        (7, None, ""),
        (7, 1, "improved"),
        (7, 2, "improved"),
        (7, 3, "not_improved"),
        (7, 4, "not_improved"),
        (7, 7, "not_improved"),
        (11, None, ""),
        (11, 5, "improved"),
        (11, 2, "improved"),
        (11, 1, "not_improved"),
        (11, 0, "not_improved"),
        (11, -5, "not_improved"),
        (15, 7, "improved"),
        (15, 3, "improved"),
        (15, 2, "not_improved"),
        (15, -7, "not_improved"),
    ],
)
def test_improved_or_not(form: Form, rating: int | None, expected: str) -> None:
    assert band(None if rating is None else Decimal(rating), form) == expected


@pytest.mark.parametrize(("form", "rating"), [(7, 0), (7, 8), (11, 6), (11, -6), (15, 8), (15, -8)])
def test_a_rating_outside_the_form_is_refused(form: Form, rating: int) -> None:
    with pytest.raises(ValueError, match="steps are"):
        band(Decimal(rating), form)


def test_the_forms_have_as_many_steps_as_they_say() -> None:
    assert len(CODES) == 7
    assert {form: 2 * most + 1 for form, most in FURTHEST.items()} == {11: 11, 15: 15}
