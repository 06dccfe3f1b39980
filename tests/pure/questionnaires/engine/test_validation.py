"""What people send becomes values or faults; nothing valid is lost."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Definition
from questionnaires.engine.validation import FAULT_CODES, AnswerFault, check, clean
from tests.pure.questionnaires.instruments import instrument, item, one

CONTENT = read_folder()


@pytest.mark.parametrize(
    ("item_type", "raw", "value"),
    [
        ("boolean", True, True),
        ("boolean", "false", False),
        ("boolean", " Ja ", True),
        ("boolean", "nej", False),
        ("boolean", "on", True),
        ("boolean", 1, True),
        ("boolean", "0", False),
        ("choice", "a", "a"),
        ("choice", " b ", "b"),
        ("multi", ["c", "a", "c"], ["a", "c"]),
        ("multi", "b", ["b"]),
        ("multi", ("none",), ["none"]),
        ("scale", 0, 0),
        ("scale", "10", 10),
        ("scale", 7.0, 7),
        ("integer", " 28 ", 28),
        ("integer", "7,0", 7),
        ("integer", "+3", 3),
        ("decimal", "3,5", 3.5),
        ("decimal", "3.5", 3.5),
        ("decimal", 99.25, 99.25),
        ("date", "2026-02-28", "2026-02-28"),
        ("date", "28.2.2026", "2026-02-28"),
        ("date", "01/12-2026", "2026-12-01"),
        ("text", "  ondt i ryggen ", "ondt i ryggen"),
        ("text", "linje 1\r\nlinje 2", "linje 1\nlinje 2"),
        ("text", "a\u030a", "å"),
        ("text", "x" * 20, "x" * 20),
    ],
)
def test_what_is_accepted_and_how_it_is_stored(item_type: str, raw: object, value: object) -> None:
    stored = check(one(item_type), raw)
    assert stored == value
    assert type(stored) is type(value)


@pytest.mark.parametrize("item_type", ["boolean", "choice", "multi", "scale", "decimal", "date", "text"])
@pytest.mark.parametrize("raw", [None, "", "  ", [], ()])
def test_nothing_takes_the_answer_away(item_type: str, raw: object) -> None:
    assert check(one(item_type), raw) is None


@pytest.mark.covers("R67")
@pytest.mark.parametrize("item_type", ["boolean", "choice", "multi", "scale", "decimal", "date", "text"])
@pytest.mark.parametrize("code", ["d", "p", "s"])
def test_every_question_can_be_answered_with_a_reason_for_no_answer(item_type: str, code: str) -> None:
    assert check(one(item_type), {"missing": code}) == {"missing": code}


@pytest.mark.parametrize(
    ("item_type", "raw", "code"),
    [
        ("boolean", "maybe", "not_a_yes_or_no"),
        ("boolean", 2, "not_a_yes_or_no"),
        ("boolean", 10**400, "not_a_yes_or_no"),
        ("boolean", ["true"], "not_a_yes_or_no"),
        ("choice", "z", "unknown_option"),
        ("choice", "A", "unknown_option"),
        ("choice", 1, "unknown_option"),
        ("choice", ["a"], "unknown_option"),
        ("multi", ["a", "z"], "unknown_option"),
        ("multi", [["a"]], "unknown_option"),
        ("multi", ["a", "none"], "exclusive_with_others"),
        ("scale", 11, "out_of_range"),
        ("scale", -1, "out_of_range"),
        ("scale", "11", "out_of_range"),
        ("scale", 10**400, "out_of_range"),
        ("scale", 3.5, "not_a_whole_number"),
        ("scale", "3,5", "not_a_whole_number"),
        ("scale", True, "not_a_number"),
        ("scale", "seven", "not_a_number"),
        ("scale", "1e1", "not_a_number"),
        ("scale", "٣", "not_a_number"),
        ("scale", [3], "not_a_number"),
        ("decimal", float("nan"), "not_a_number"),
        ("decimal", float("inf"), "not_a_number"),
        ("decimal", "1.000,5", "not_a_number"),
        ("integer", "9" * 5000, "not_a_number"),
        ("date", "2026-02-30", "not_a_date"),
        ("date", "today", "not_a_date"),
        ("date", 20260228, "not_a_date"),
        ("date", "1899-12-31", "out_of_range"),
        ("date", "0000-01-01", "not_a_date"),
        ("text", "x" * 21, "too_long"),
        ("text", "a\x00b", "control_characters"),
        ("text", "a\x1bb", "control_characters"),
        ("text", "a\ud800b", "control_characters"),
        ("text", 5, "not_a_text"),
        ("text", {"missing": "x"}, "unknown_reason"),
        ("text", {"missing": "d", "more": 1}, "unknown_reason"),
        ("text", {"missing": ["d"]}, "unknown_reason"),
        ("text", {}, "unknown_reason"),
    ],
)
def test_what_is_refused_and_why(item_type: str, raw: object, code: str) -> None:
    with pytest.raises(AnswerFault) as caught:
        check(one(item_type), raw)
    assert (caught.value.code, caught.value.item_id) == (code, "it")
    assert code in FAULT_CODES


def test_a_fault_says_what_the_sentence_needs() -> None:
    with pytest.raises(AnswerFault) as caught:
        check(one("scale"), 11)
    assert caught.value.params == {"min": 0, "max": 10}
    with pytest.raises(AnswerFault) as caught:
        check(one("text"), "x" * 21)
    assert caught.value.params == {"max": 20, "length": 21}
    with pytest.raises(AnswerFault) as caught:
        check(one("multi"), ["none", "a"])
    assert caught.value.params == {"option": "none"}


def test_a_fault_never_costs_a_valid_neighbour() -> None:
    definition = instrument([item("pain", "scale"), item("where", "multi"), item("note", "text")])
    values, faults = clean(definition, {"pain": 99, "where": ["a"], "note": "", "other": 1, 5: True})
    assert values == {"where": ["a"], "note": None}
    assert [(fault.code, fault.item_id) for fault in faults] == [
        ("out_of_range", "pain"),
        ("unknown_item", "other"),
        ("unknown_item", "5"),
    ]


def test_what_waits_for_its_words_is_as_unknown_as_what_does_not_exist() -> None:
    waits = {"id": "waits", "type": "boolean", "label": {"da": "Punkt", "en": "Position"}, "pack": "rmdq"}
    definition = instrument([item("pain", "scale"), waits])
    values, faults = clean(definition, {"waits": True, "pain": 4})
    assert values == {"pain": 4}
    assert [(fault.code, fault.item_id) for fault in faults] == [("unknown_item", "waits")]
    assert [fault.item_id for fault in clean(definition, {"waits": None})[1]] == ["waits"]


@pytest.mark.parametrize("patch", [None, [], "pain", 3])
def test_a_patch_that_is_no_object(patch: object) -> None:
    values, faults = clean(instrument([item("q")]), patch)
    assert values == {}
    assert [fault.code for fault in faults] == ["not_an_object"]


json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=300)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def patches(draw: st.DrawFn) -> tuple[Definition, dict[str, Any]]:
    definition = draw(st.sampled_from(list(CONTENT.values())))
    names = st.sampled_from([found.id for found in definition.items]) | st.text(max_size=30)
    return definition, draw(st.dictionaries(names, json_values, max_size=12))


@given(patches())
def test_any_json_ends_as_a_value_or_a_fault_and_never_as_both(patch: tuple[Definition, dict[str, Any]]) -> None:
    definition, sent = patch
    values, faults = clean(definition, sent)
    assert len(values) + len(faults) == len(sent)
    assert {fault.code for fault in faults} <= FAULT_CODES
    stored = json.dumps(values, ensure_ascii=False, allow_nan=False)
    assert "\\u0000" not in stored
    stored.encode("utf-8")


@given(patches())
def test_a_stored_value_is_accepted_again_unchanged(patch: tuple[Definition, dict[str, Any]]) -> None:
    definition, sent = patch
    values, _ = clean(definition, sent)
    assert clean(definition, values) == (values, [])


@st.composite
def right_answers(draw: st.DrawFn) -> tuple[Definition, dict[str, Any]]:
    """Answers as a person gives them: every value fits its item."""
    definition = draw(st.sampled_from(list(CONTENT.values())))
    answers: dict[str, Any] = {}
    asked = [found for found in definition.items if not found.is_waiting]
    for found in draw(st.lists(st.sampled_from(asked), unique_by=lambda one_item: one_item.id)):
        if found.type == "boolean":
            answers[found.id] = draw(st.booleans())
        elif found.type == "choice":
            answers[found.id] = draw(st.sampled_from([option.code for option in found.options]))
        elif found.type == "multi":
            codes = [option.code for option in found.options if not option.exclusive]
            chosen = draw(st.sets(st.sampled_from(codes), min_size=1))
            answers[found.id] = [code for code in codes if code in chosen]
        elif found.type in {"scale", "integer"}:
            answers[found.id] = draw(st.integers(int(found.min or 0), int(found.max or 0)))
        elif found.type == "date":
            answers[found.id] = draw(st.dates().map(str).filter(lambda day: "1900" <= day < "2101"))
    return definition, answers


@pytest.mark.covers("R66")
@given(right_answers(), st.dictionaries(st.text(max_size=30), json_values, max_size=5))
def test_no_right_answer_is_lost_whatever_comes_with_it(
    given_answers: tuple[Definition, dict[str, Any]], noise: dict[str, Any]
) -> None:
    definition, answers = given_answers
    values, _ = clean(definition, {**noise, **answers})
    assert {name: values[name] for name in answers} == answers


@given(right_answers())
def test_form_strings_say_the_same_as_json(given_answers: tuple[Definition, dict[str, Any]]) -> None:
    definition, answers = given_answers
    as_form = {name: value if isinstance(value, list) else str(value) for name, value in answers.items()}
    assert clean(definition, as_form) == (answers, [])


def test_long_text_is_refused_before_anything_slow_is_done_with_it() -> None:
    marks = "a" + "\u0316\u0300" * 110_000  # half an hour of normalising
    definition = instrument([item("story", "text")])
    values, faults = clean(definition, {"story": marks})
    assert values == {}
    assert [fault.code for fault in faults] == ["too_long"]
