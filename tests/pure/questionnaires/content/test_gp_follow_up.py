"""The follow-up's record template and the yearly questions about the practice."""

from typing import Any

import pytest

from pathways.record import events
from questionnaires.definition.codebook import Variable, variables
from questionnaires.definition.load import read_folder
from questionnaires.definition.timing import seconds
from questionnaires.engine.branching import visible
from tests.pure.questionnaires.content.test_content import size

CONTENT = read_folder()
FOLLOW_UP, FIRST, PRACTICE = CONTENT["gp_follow_up"], CONTENT["gp_first"], CONTENT["gp_practice"]
BOOK: dict[str, Variable] = {variable.name: variable for variable in variables(FOLLOW_UP)}

# name: (type, first requirement, number of options or (min, max) or longest text)
DICTIONARY = {
    "g_date": ("date", "R76", 0),
    "g_contact": ("choice", "R76", 5),
    "g_course": ("choice", "R83", 4),
    "g_impact": ("scale", "R35", (0, 10)),
    "g_icpc": ("choice", "R38", 13),
    "g_expect": ("choice", "R83", 3),
    "g_red": ("multi", "R83", 32),
    "g_red_action": ("choice", "R83", 5),
    "g_red_reason": ("choice", "R83", 5),
    "g_tests": ("multi", "R28", 5),
    "g_tests_reason": ("choice", "R28", 6),
    "g_tests_result": ("multi", "R28", 19),
    "g_treat": ("multi", "R29", 13),
    "g_treat_stop": ("multi", "R29", 7),
    "g_sick_note": ("choice", "R29", 4),
    "g_meds": ("multi", "R29", 8),
    "g_meds_new": ("multi", "R29", 7),
    "g_meds_stop": ("multi", "R29", 7),
    "g_coord": ("choice", "R101", 7),
    "g_open": ("multi", "R98", 9),
    "g_next": ("choice", "R87", 3),
    "g_next_date": ("date", "R87", 0),
    "g_next_who": ("choice", "R87", 5),
    "g_note": ("text", "R76", 280),
    "form_feedback": ("choice", "R104", 3),
    "form_feedback_text": ("text", "R104", 120),
}
OWN = {"g_course", "g_tests_result", "g_treat_stop", "g_sick_note", "g_open"}
FORM = {"form_feedback", "form_feedback_text"}


def test_the_file_holds_the_variables_of_the_dictionary_and_no_others() -> None:
    assert {name: (one.type, one.covers[0], size(one)) for name, one in BOOK.items()} == DICTIONARY


def test_it_takes_forty_five_seconds_at_most() -> None:
    assert seconds(FOLLOW_UP) <= 45


def test_it_has_one_optional_line_and_is_for_care() -> None:
    lines = [(one.name, one.max_length) for one in BOOK.values() if one.type == "text" and one.name not in FORM]
    assert lines == [("g_note", 280)]
    assert {one.name for one in BOOK.values() if one.zone != "shared_care"} == FORM


def test_what_the_first_consultation_asks_too_has_the_same_answers() -> None:
    """So that impact, expectation and the rest can be compared between consultations and with the patient (R106)."""
    first = {variable.name: variable for variable in variables(FIRST)}
    assert BOOK.keys() - first.keys() == OWN
    for name in BOOK.keys() & first.keys():
        later, earlier = BOOK[name], first[name]
        assert (later.type, later.options, later.min, later.max) == (
            earlier.type,
            earlier.options,
            earlier.min,
            earlier.max,
        )
        assert later.enable_when == earlier.enable_when
    for name in ("g_impact", "g_expect"):
        assert FOLLOW_UP.item(name) == FIRST.item(name)
        assert "R106" in BOOK[name].covers


def test_new_signs_of_serious_disease_have_an_answer_for_asked_and_none() -> None:
    red = FOLLOW_UP.item("g_red")
    assert red is not None
    assert [option.code for option in red.options if option.exclusive] == ["asked_none"]
    assert len(red.groups) == 7


@pytest.mark.parametrize(
    ("answers", "item_id", "shown"),
    [
        ({"g_red": ["asked_none"]}, "g_red_action", False),
        ({"g_red": ["rf6_power"]}, "g_red_action", True),
        ({"g_red": ["rf6_power"], "g_red_action": "none"}, "g_red_reason", True),
        ({"g_tests": ["none"]}, "g_tests_reason", False),
        ({"g_tests": ["mr"]}, "g_tests_reason", True),
        ({"g_meds": ["none"]}, "g_meds_stop", False),
        ({"g_meds": ["nsaid"]}, "g_meds_stop", True),
        ({"g_next": "date"}, "g_next_date", True),
        ({"g_next": "if_needed"}, "g_next_who", False),
    ],
)
def test_an_answer_brings_up_its_follow_up(answers: dict[str, Any], item_id: str, shown: bool) -> None:
    assert (item_id in visible(FOLLOW_UP, answers)) is shown


def test_a_follow_up_without_changes_is_a_contact_and_no_other_event() -> None:
    answers = {"g_contact": "phone", "g_course": "same", "g_tests": ["none"], "g_treat": ["nothing_more"]}
    found = events.ticked({**answers, "g_meds": ["none"], "g_open": ["none"], "g_sick_note": "none"})
    assert [(one.kind, one.code) for one in found] == [("contact", "phone")]


def test_the_practice_is_asked_three_things_about_movement_and_its_view() -> None:
    found = {one.name: (one.type, one.covers, size(one)) for one in variables(PRACTICE)}
    assert found == {
        "gp_confidence_pa": ("scale", ("R54",), (0, 10)),
        "gp_time_pa": ("choice", ("R54",), 5),
        "gp_model": ("choice", ("R61", "R106"), 4),
        "form_feedback": ("choice", ("R104",), 3),
        "form_feedback_text": ("text", ("R104",), 120),
    }
    model = PRACTICE.item("gp_model")
    assert model is not None
    assert model.dont_know
    assert [option.code for option in model.options] == ["wear", "stress", "both", "other"]
    assert {one.zone for one in variables(PRACTICE)} == {"research_only"}
    assert seconds(PRACTICE) <= 20
