""" "I don't know" as an answer of its own: what is shown of it, and what a sent form makes of it."""

import pytest
from django.http import QueryDict

from questionnaires.definition.schema import Item
from questionnaires.engine import paging
from questionnaires.presenters.answering import questions, review, sent_answers
from tests.pure.questionnaires.instruments import instrument, item, one

EVERY_TYPE = ("boolean", "choice", "multi", "scale", "integer", "decimal", "date", "text")
UNKNOWN, PRIVATE = {"missing": "d"}, {"missing": "p"}


def asked(item_type: str, **changes: object) -> Item:
    return one(item_type, dont_know=True, **changes)


def sent(asking: Item, **fields: object) -> dict[str, object]:
    post = QueryDict(mutable=True)
    post.setlist("shown", ["it"])
    for name, value in fields.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return sent_answers.patch_of(post, [asking])


@pytest.mark.parametrize("item_type", EVERY_TYPE)
def test_it_is_offered_where_the_file_says_so_and_nowhere_else(item_type: str) -> None:
    assert questions.question(asked(item_type), None, "da").may_not_know
    assert not questions.question(one(item_type), None, "da").may_not_know


def test_a_tick_box_is_ticked_or_not() -> None:
    assert not questions.question(asked("boolean", tick=True), None, "da").may_not_know


@pytest.mark.parametrize("item_type", EVERY_TYPE)
def test_it_is_shown_as_chosen_and_nothing_beside_it(item_type: str) -> None:
    shown = questions.question(asked(item_type), UNKNOWN, "da")
    assert (shown.does_not_know, shown.prefers_not, shown.value) == (True, False, "")
    assert not any(choice.chosen for choice in shown.choices)
    assert not questions.question(asked(item_type), PRIVATE, "da").does_not_know


@pytest.mark.parametrize("item_type", ["boolean", "choice", "scale"])
def test_a_row_says_it(item_type: str) -> None:
    assert sent(asked(item_type), it="~d") == {"it": UNKNOWN}


@pytest.mark.parametrize("item_type", ["multi", "integer", "decimal", "date", "text"])
def test_a_tick_beside_a_field_says_it(item_type: str) -> None:
    assert sent(asked(item_type), **{"unknown-it": "1"}) == {"it": UNKNOWN}


def test_it_goes_before_an_answer_and_after_would_rather_not_say() -> None:
    days = asked("integer")
    assert sent(days, it="3", **{"unknown-it": "1"}) == {"it": UNKNOWN}
    assert sent(days, it="3", **{"unknown-it": "1", "not-it": "1"}) == {"it": PRIVATE}


def test_nobody_says_it_where_it_is_not_offered() -> None:
    """The value then is an answer like any other, and no valid one."""
    assert sent(one("choice"), it="~d") == {"it": "~d"}
    assert sent(one("integer"), it="3", **{"unknown-it": "1"}) == {"it": "3"}


def test_a_text_may_read_like_it() -> None:
    assert sent(asked("text"), it="~d") == {"it": "~d"}


def test_it_is_told_apart_when_looking_through() -> None:
    definition = instrument([item("known", dont_know=True), item("secret"), item("said"), item("left")])
    answers = {"known": UNKNOWN, "secret": PRIVATE, "said": True}
    found = review.lines(paging.pages(definition, answers), answers, "en", ("Yes", "No"))
    assert [(line.answer, line.is_answered, line.does_not_know) for line in found] == [
        ("", True, True),
        ("", True, False),
        ("Yes", True, False),
        ("", False, False),
    ]
