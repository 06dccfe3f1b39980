"""Which items are shown."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Definition
from questionnaires.engine.branching import enabled, visible
from tests.pure.questionnaires.instruments import instrument, item, text, when

CONTENT = read_folder()


@pytest.mark.parametrize(
    ("item_type", "operator", "answer", "value", "shown"),
    [
        ("boolean", "=", True, True, True),
        ("boolean", "=", True, False, False),
        ("boolean", "=", False, False, True),
        ("boolean", "=", True, 1, False),
        ("boolean", "=", True, None, False),
        ("boolean", "!=", True, None, True),
        ("boolean", "!=", True, True, False),
        ("choice", "=", "a", "a", True),
        ("choice", "=", "a", "b", False),
        ("choice", "!=", "a", "b", True),
        ("multi", "contains", "a", ["a", "b"], True),
        ("multi", "contains", "a", ["b"], False),
        ("multi", "contains", "a", None, False),
        ("multi", "!=", "a", ["b"], True),
        ("multi", "!=", "a", ["a", "b"], False),
        ("multi", "!=", "a", None, True),
        ("scale", ">", 3, 4, True),
        ("scale", ">", 3, 3, False),
        ("scale", ">=", 3, 3, True),
        ("scale", "<", 3, 3, False),
        ("scale", "<=", 3, 3, True),
        ("scale", "<", 3, None, False),
        ("scale", "=", 0, 0, True),
        ("date", ">", "2026-01-01", "2026-01-02", True),
        ("date", ">", "2026-01-01", "2025-12-31", False),
        ("date", ">", "2026-01-01", 5, False),
        ("text", "exists", True, "words", True),
        ("text", "exists", True, None, False),
        ("text", "exists", False, None, True),
        ("text", "exists", False, "words", False),
        ("scale", "exists", True, {"missing": "d"}, False),
        ("scale", "!=", 3, {"missing": "d"}, True),
        ("scale", ">=", 0, {"missing": "s"}, False),
    ],
)
def test_each_comparison(item_type: str, operator: str, answer: Any, value: Any, shown: bool) -> None:
    definition = instrument([item("first", item_type), item("second", enable_when=when("first", operator, answer))])
    answers = {} if value is None else {"first": value}
    assert ("second" in visible(definition, answers)) is shown


def test_all_needs_every_condition_and_any_needs_one() -> None:
    conditions = [
        {"item": "one", "operator": "=", "answer": True},
        {"item": "two", "operator": "=", "answer": True},
    ]
    definition = instrument(
        [
            item("one"),
            item("two"),
            item("both", enable_when={"all": conditions}),
            item("either", enable_when={"any": conditions}),
        ]
    )
    assert visible(definition, {}) == ["one", "two"]
    assert visible(definition, {"one": True}) == ["one", "two", "either"]
    assert visible(definition, {"one": True, "two": True}) == ["one", "two", "both", "either"]


def test_a_hidden_item_counts_as_unanswered() -> None:
    definition = instrument(
        [
            item("first"),
            item("second", enable_when=when("first", "=", True)),
            item("third", enable_when=when("second", "=", True)),
        ]
    )
    assert visible(definition, {"first": True, "second": True}) == ["first", "second", "third"]
    assert visible(definition, {"first": False, "second": True}) == ["first"]


def test_a_pack_is_never_shown_without_its_wording() -> None:
    position = {"id": "rmdq_01", "type": "boolean", "label": text(), "pack": "rmdq"}
    definition = instrument([item("own"), position])
    assert visible(definition, {"rmdq_01": True}) == ["own"]
    assert visible(definition, {}, frozenset({"rmdq"})) == ["own", "rmdq_01"]
    assert visible(definition, {}, frozenset({"eq5d"})) == ["own"]
    assert enabled(definition, {}) == ["own", "rmdq_01"]


values = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.lists(st.text(max_size=5), max_size=3),
    st.sampled_from([{"missing": "d"}, {"missing": "s"}]),
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Definition, dict[str, Any]]:
    """A real instrument with any answers at all, right or wrong."""
    definition = draw(st.sampled_from(list(CONTENT.values())))
    names = [found.id for found in definition.items]
    return definition, draw(st.dictionaries(st.sampled_from(names), values, max_size=20))


@given(documents())
def test_no_document_breaks_the_order_or_crashes(given_document: tuple[Definition, dict[str, Any]]) -> None:
    definition, answers = given_document
    order = [found.id for found in definition.items]
    shown = visible(definition, answers, definition.packs)
    assert shown == [item_id for item_id in order if item_id in set(shown)]
    assert {found.id for found in definition.items if found.enable_when is None} <= set(shown)


@given(documents())
def test_answers_of_hidden_items_change_nothing(given_document: tuple[Definition, dict[str, Any]]) -> None:
    definition, answers = given_document
    shown = enabled(definition, answers)
    kept = {item_id: value for item_id, value in answers.items() if item_id in set(shown)}
    assert enabled(definition, kept) == shown
