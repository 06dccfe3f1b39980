"""The diary and the weekly pulse: their variables, how long they take, and what stays with the person."""

from typing import Any

import pytest

from questionnaires.definition.codebook import variables
from questionnaires.definition.load import read_folder, read_plan_file
from questionnaires.definition.timing import seconds, total_seconds
from questionnaires.engine.branching import visible
from tests.pure.questionnaires.content.test_content import size

CONTENT = read_folder()
DIARY, PULSE = CONTENT["diary"], CONTENT["pulse"]
FORM = {"form_feedback": ("choice", 3), "form_feedback_text": ("text", 120)}
OPTIONAL = {"d_sleep", "d_mood", "d_note", *FORM}

# name: (type, number of options or (min, max) or longest text)
DICTIONARY = {
    "diary": {
        "d_pain": ("scale", (0, 100)),
        "d_display": ("choice", 3),
        "d_exercise": ("multi", 10),
        "d_minutes": ("choice", 4),
        "d_outdoors": ("boolean", 0),
        "d_company": ("boolean", 0),
        "d_meds": ("multi", 8),
        "d_tablets": ("integer", (0, 40)),
        "d_more": ("boolean", 0),
        "d_sleep": ("choice", 3),
        "d_mood": ("choice", 3),
        "d_note": ("text", 140),
        **FORM,
    },
    "pulse": {
        "w_pain": ("scale", (0, 10)),
        "w_days": ("integer", (0, 7)),
        "w_lost": ("integer", (0, 7)),
        "w_more": ("boolean", 0),
        **FORM,
    },
}


@pytest.mark.parametrize("slug", DICTIONARY)
def test_the_file_holds_the_variables_of_the_dictionary_and_no_others(slug: str) -> None:
    found = {variable.name: (variable.type, size(variable)) for variable in variables(CONTENT[slug])}
    assert found == DICTIONARY[slug]
    others = {"d_display", "w_more", *FORM}
    assert all("R71" in variable.covers for variable in variables(CONTENT[slug]) if variable.name not in others)


def test_a_day_takes_a_minute_at_most_with_every_follow_up_of_pain_movement_and_medicine() -> None:
    assert seconds(DIARY) <= 60
    full_day = [item for item in DIARY.items if item.id not in OPTIONAL]
    assert total_seconds(full_day, DIARY.kind) <= 60


def test_a_week_takes_twenty_seconds_at_most() -> None:
    assert total_seconds([item for item in PULSE.items if item.id not in FORM], PULSE.kind) <= 20


def test_pain_is_one_scale_however_it_is_shown_and_how_is_kept() -> None:
    pain, display = DIARY.item("d_pain"), DIARY.item("d_display")
    assert pain is not None
    assert display is not None
    assert (pain.min, pain.max, pain.display) == (0, 100, "d_display")
    assert [option.code for option in display.options] == ["line", "number", "faces"]
    assert display.stable
    assert display.enable_when is None


@pytest.mark.parametrize(
    ("answers", "item_id", "shown"),
    [
        ({}, "d_minutes", False),
        ({"d_exercise": ["none"]}, "d_minutes", False),
        ({"d_exercise": ["walk"]}, "d_minutes", True),
        ({"d_exercise": ["walk"]}, "d_outdoors", True),
        ({"d_exercise": ["walk"]}, "d_company", True),
        ({"d_exercise": {"missing": "p"}}, "d_minutes", False),
        ({}, "d_tablets", False),
        ({"d_meds": ["none"]}, "d_tablets", False),
        ({"d_meds": ["paracetamol"]}, "d_tablets", True),
        *[({"d_more": False, "form_feedback": "easy"}, name, False) for name in sorted(OPTIONAL)],
        *[({"d_more": True, "form_feedback": "easy"}, name, True) for name in sorted(OPTIONAL)],
        ({"d_more": True}, "form_feedback_text", False),
    ],
)
def test_an_answer_brings_up_its_follow_up(answers: dict[str, Any], item_id: str, shown: bool) -> None:
    assert (item_id in visible(DIARY, answers)) is shown


@pytest.mark.covers("R104")
def test_a_week_asks_about_its_form_only_whoever_wants_to_say_something() -> None:
    assert FORM.keys().isdisjoint(visible(PULSE, {}))
    assert visible(PULSE, {})[-1] == "w_more"
    assert "form_feedback_text" not in visible(PULSE, {"w_more": True})
    assert visible(PULSE, {"w_more": True, "form_feedback": "hard"})[-2:] == list(FORM)


def test_sleep_mood_and_note_are_not_asked_of_anybody_who_does_not_want_them() -> None:
    assert OPTIONAL.isdisjoint(visible(DIARY, {}))


def test_the_note_is_never_shown_in_care() -> None:
    classes = {variable.name: (variable.privacy, variable.zone) for variable in variables(DIARY)}
    assert classes.pop("d_note") == ("free_text", "research_only")
    assert classes.pop("form_feedback_text") == ("free_text", "research_only")
    assert classes.pop("form_feedback") == ("pseudonymous", "research_only")
    assert set(classes.values()) == {("pseudonymous", "shared_care")}


def test_medicine_has_the_groups_that_clinicians_tick() -> None:
    own, ticked = DIARY.item("d_meds"), CONTENT["gp_first"].item("g_meds")
    assert own is not None
    assert ticked is not None
    assert [option.code for option in own.options] == [option.code for option in ticked.options]


@pytest.mark.parametrize("slug", ["diary", "pulse", "gp_follow_up", "gp_practice", "interview_patient", "interview_gp"])
def test_no_wave_sends_what_is_no_questionnaire(slug: str) -> None:
    assert CONTENT[slug].kind != "patient"
    assert all(slug not in wave.instruments for wave in read_plan_file().waves)
