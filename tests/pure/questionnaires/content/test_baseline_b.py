"""Baseline B holds the variables of the data dictionary (2.2), asks them in eight minutes, and keeps its rules."""

from decimal import Decimal
from typing import Any

import pytest

from pathways.summary.picture import only_shared
from questionnaires.definition import bank
from questionnaires.definition.codebook import Variable, variables
from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import LABEL_LENGTH
from questionnaires.definition.timing import minutes
from questionnaires.engine.branching import visible
from questionnaires.engine.paging import pages
from questionnaires.engine.validation import check

BASELINE_B = read_folder()["baseline_b"]
BOOK = {variable.name: variable for variable in variables(BASELINE_B)}
TREATMENTS = [
    *("exercises", "app", "team", "water"),
    *("physio", "chiro", "massage", "needles"),
    *("advice", "course", "psych"),
    *("injection", "aids", "other"),
]
CONTACTS = ["gp", "physio", "chiro", "hosp", "er", "psych", "municip", "altern"]

# name: (type, first requirement, number of options or (min, max) or longest text)
DICTIONARY = {
    "form_feedback": ("choice", "R104", 3),
    "form_feedback_text": ("text", "R104", 120),
    "education": ("choice", "R4", 7),
    "living_with": ("choice", "R4", 5),
    "birth_country_group": ("choice", "R4", 4),
    "econ_strain": ("choice", "R42", 4),
    "job_demand": ("choice", "R44", 5),
    "health_lit": ("choice", "R42", 5),
    "sex": ("choice", "R4", 3),
    "height_cm": ("integer", "R57", (100, 250)),
    "weight_kg": ("integer", "R57", (30, 300)),
    "smoking": ("choice", "R57", 4),
    "comorbid": ("multi", "R50", 13),
    **{f"phq4_{n}": ("integer", "R57", (0, 3)) for n in range(1, 5)},
    **{f"pseq2_{n}": ("integer", "R57", (0, 6)) for n in range(1, 3)},
    "sleep_quality": ("choice", "R57", 5),
    "social_function": ("scale", "R57", (0, 10)),
    "coping": ("choice", "R42", 5),
    "mind_tone": ("choice", "R42", 5),
    "support_relatives": ("choice", "R42", 5),
    "wellbeing": ("scale", "R33", (0, 10)),
    "feel_about_pain": ("multi", "R46", 11),
    "feel_about_pain_text": ("text", "R46", 80),
    **{f"impact_{where}": ("scale", "R35", (0, 10)) for where in ("everyday", "job", "relation")},
    "job_loss": ("choice", "R45", 5),
    "benefit_case": ("choice", "R51", 2),
    "first_contact": ("choice", "R26", 7),
    "first_contact_date": ("date", "R26", 0),
    "first_contact_reason": ("choice", "R26", 7),
    **{f"contacts_{who}": ("integer", "R27", (0, 200)) for who in CONTACTS},
    "tests_had": ("multi", "R28", 6),
    "tests_had_year": ("integer", "R28", (1940, 2100)),
    "tests_result": ("choice", "R28", 5),
    "dx_told": ("multi", "R38", 12),
    "dx_told_who": ("choice", "R38", 5),
    "dx_told_year": ("integer", "R38", (1940, 2100)),
    "tx_had": ("multi", "R29", 15),
    **{f"tx_{code}_effect": ("choice", "R29", 4) for code in TREATMENTS},
    "meds": ("multi", "R29", 8),
    "meds_days": ("integer", "R29", (0, 7)),
    "surgery_back": ("choice", "R29", 3),
    "surgery_back_year": ("integer", "R29", (1940, 2100)),
    "surgery_back_fusion": ("boolean", "R29", 0),
    "coordinator_pt": ("choice", "R39", 8),
    "info_passed": ("choice", "R40", 5),
    "coherence": ("choice", "R30", 5),
    "satisfaction": ("choice", "R32", 5),
    "taken_seriously": ("choice", "R47", 5),
    "usual_doctor": ("choice", "R47", 3),
    "obstacles": ("multi", "R48", 8),
    "obstacles_weeks": ("integer", "R48", (0, 260)),
    "explain_model": ("choice", "R61", 4),
    "selfcare": ("multi", "R41", 13),
    "selfcare_text": ("text", "R41", 80),
    "role_pref": ("choice", "R55", 3),
}
CODES = {
    "benefit_case": "yes no",
    "econ_strain": "none little some great",
    "job_loss": "no tasks job lost left",
    "tests_had": "none xray mr ct blood other",
    "tx_physio_effect": "better no worse unsure",
    "meds": "none paracetamol nsaid weak_opioid strong_opioid nerve relaxant other",
    "surgery_back": "none one more",
    "coordinator_pt": "gp physio chiro hospital municipality me relative nobody",
    "usual_doctor": "yes no unsure",
    "obstacles": "waiting cost conflicting retelling no_plan not_believed other none",
    "explain_model": "wear stress both other",
    "role_pref": "advise together decide",
}
ONLY_HERE = {
    *("education", "living_with", "birth_country_group", "health_lit", "sex", "height_cm", "weight_kg", "smoking"),
    *("feel_about_pain", "feel_about_pain_text", "role_pref"),
    *("first_contact", "first_contact_date", "first_contact_reason"),
}
STABLE = {
    *("education", "living_with", "birth_country_group", "sex", "height_cm", "smoking", "comorbid"),
    *("econ_strain", "job_demand", "support_relatives", "benefit_case"),
    *("tests_had", "tests_had_year", "tests_result", "dx_told", "dx_told_who", "dx_told_year"),
    *("surgery_back", "surgery_back_year", "surgery_back_fusion"),
}


def size(variable: Variable) -> int | tuple[object, object]:
    if variable.type in {"scale", "integer", "decimal"}:
        return (variable.min, variable.max)
    return variable.max_length or len(variable.options)


@pytest.mark.covers("R26", "R27", "R30", "R32", "R33", "R40", "R42", "R43", "R46", "R47", "R48")
def test_the_file_holds_the_variables_of_the_dictionary_and_no_others() -> None:
    assert {name: (v.type, v.covers[0], size(v)) for name, v in BOOK.items()} == DICTIONARY


@pytest.mark.parametrize("name", CODES)
def test_the_answers_are_those_of_the_dictionary(name: str) -> None:
    assert BOOK[name].codes == tuple(CODES[name].split())


def test_everything_a_person_reads_is_there_in_both_languages() -> None:
    for variable in BOOK.values():
        assert 0 < len(variable.label.da) <= LABEL_LENGTH
        assert 0 < len(variable.label.en) <= LABEL_LENGTH
        assert (variable.question is None) == (variable.pack is not None)


def test_most_people_are_through_in_eight_minutes() -> None:
    assert Decimal("7.0") <= minutes(BASELINE_B, BASELINE_B.packs) <= 8
    # with the line about the form itself, and with sex, by which the monitor sees who is reached
    assert minutes(BASELINE_B, BASELINE_B.packs, everything=True) <= Decimal("11.3")


def test_one_to_three_questions_stand_on_a_page() -> None:
    assert max(len([item for item in page.items if not item.pack]) for page in BASELINE_B.pages) <= 3


def test_a_choice_is_short_and_a_long_list_has_headings() -> None:
    for item in BASELINE_B.items:
        if item.type == "choice":
            assert len(item.options) <= (8 if item.id == "coordinator_pt" else 7), item.id
        if item.type == "multi" and len(item.options) > 8:
            assert {group.id for group in item.groups} == {option.group for option in item.options if option.group}
            assert all(option.group or option.exclusive for option in item.options), item.id


def test_none_stands_alone_in_every_list() -> None:
    lists = [item for item in BASELINE_B.items if item.type == "multi"]
    assert [[option.code for option in item.options if option.exclusive] for item in lists] == [["none"]] * len(lists)


@pytest.mark.covers("R39")
def test_nobody_and_not_knowing_are_answers_to_who_keeps_the_threads() -> None:
    item = BASELINE_B.item("coordinator_pt")
    assert item is not None
    assert [check(item, code) for code in ("me", "relative", "nobody")] == ["me", "relative", "nobody"]
    assert item.dont_know
    assert check(item, {"missing": "d"}) == {"missing": "d"}


def test_not_knowing_is_an_answer_where_one_may_well_not_know() -> None:
    assert {item.id for item in BASELINE_B.items if item.dont_know} == {
        *("coordinator_pt", "explain_model", "dx_told_who", "dx_told_year", "tests_had_year", "tests_result"),
        *("surgery_back_year", "surgery_back_fusion", "obstacles_weeks"),
    }


@pytest.mark.covers("R51")
def test_a_benefit_case_is_a_bare_fact_for_research_only() -> None:
    """Yes, no or not saying (the engine's own reason for no answer); nothing else is asked because of it."""
    item = BASELINE_B.item("benefit_case")
    assert item is not None
    assert [name for name, variable in BOOK.items() if variable.zone == "research_only"] == ["benefit_case"]
    assert check(item, {"missing": "p"}) == {"missing": "p"}
    assert only_shared(BASELINE_B, {"benefit_case": "yes", "coping": "3"}) == {"coping": "3"}
    conditions = [one.item for other in BASELINE_B.items if other.enable_when for one in other.enable_when.conditions]
    assert "benefit_case" not in conditions


def test_what_is_asked_again_stands_in_the_bank() -> None:
    rows = {name for name in bank.shipped() if name not in {"phq4", "pseq2"}}
    own = {item.id for item in BASELINE_B.items if not item.pack}
    assert own - rows == ONLY_HERE
    assert {"phq4", "pseq2"} <= bank.shipped().keys()


def test_what_seldom_changes_is_marked() -> None:
    assert {item.id for item in BASELINE_B.items if item.stable} == STABLE


def test_the_first_time_looks_back_a_year() -> None:
    for who in CONTACTS:
        question = BOOK[f"contacts_{who}"].question
        assert question is not None
        assert question.da.startswith("De sidste 12 måneder:")
        assert question.en.startswith("In the last 12 months:")
        assert "12" in BOOK[f"contacts_{who}"].label.da


def test_each_treatment_has_its_effect() -> None:
    codes = [code for code in BOOK["tx_had"].codes if code != "none"]
    assert codes == TREATMENTS
    assert BASELINE_B.packs == {"phq4", "pseq2"}


@pytest.mark.parametrize("code", TREATMENTS)
def test_the_effect_is_asked_for_what_was_tried(code: str) -> None:
    shown = {name for name in visible(BASELINE_B, {"tx_had": [code]}) if name.endswith("_effect")}
    assert shown == {f"tx_{code}_effect"}
    assert not [name for name in visible(BASELINE_B, {"tx_had": ["none"]}) if name.endswith("_effect")]


def test_no_page_stands_empty_for_who_tried_nothing() -> None:
    keys = {page.key for page in pages(BASELINE_B, {"tx_had": ["none"]})}
    assert not [key for key in keys if key.startswith("effect_")]
    assert "treatment_medicine" in keys


@pytest.mark.parametrize(
    ("answers", "item_id", "shown"),
    [
        ({}, "first_contact_date", False),
        ({"first_contact": "none"}, "first_contact_reason", False),
        ({"first_contact": "chiro"}, "first_contact_date", True),
        ({"first_contact": "chiro"}, "first_contact_reason", True),
        ({"tests_had": ["none"]}, "tests_had_year", False),
        ({"tests_had": ["mr"]}, "tests_had_year", True),
        ({"tests_had": ["none"]}, "tests_result", False),
        ({"tests_had": ["mr"]}, "tests_result", True),
        ({"dx_told": ["none"]}, "dx_told_who", False),
        ({"dx_told": ["disc"]}, "dx_told_who", True),
        ({"dx_told": ["disc"]}, "dx_told_year", True),
        ({"meds": ["none"]}, "meds_days", False),
        ({"meds": ["paracetamol"]}, "meds_days", True),
        ({"surgery_back": "none"}, "surgery_back_year", False),
        ({"surgery_back": "one"}, "surgery_back_year", True),
        ({"surgery_back": "more"}, "surgery_back_fusion", True),
        ({"obstacles": ["cost"]}, "obstacles_weeks", False),
        ({"obstacles": ["cost", "waiting"]}, "obstacles_weeks", True),
        ({}, "selfcare_text", True),
        ({}, "feel_about_pain_text", True),
    ],
)
def test_an_answer_brings_up_its_follow_up(answers: dict[str, Any], item_id: str, shown: bool) -> None:
    assert (item_id in visible(BASELINE_B, answers)) is shown
