"""From ticks to events."""

from datetime import date

import pytest

from pathways.record.events import ENDS, KINDS, NOTHING, OTHER_KINDS, OVER, Ticked, day_of, ended, ticked
from questionnaires.definition import load

CONTENT = load.read_folder()
TEMPLATES = CONTENT["gp_first"], CONTENT["gp_follow_up"]


def codes(item_id: str) -> set[str]:
    """The options of the item in either template."""
    items = [one.item(item_id) for one in TEMPLATES]
    return {option.code for item in items if item for option in item.options}


def test_the_mapping_names_items_and_options_that_exist() -> None:
    for item_id in KINDS:
        assert codes(item_id)
    for item_id, code in [*OTHER_KINDS, *OVER, *OVER.values()]:
        assert code in codes(item_id)
    assert {item_id for item_id, _ in NOTHING} <= set(KINDS)
    for item_id, code in NOTHING - {("g_meds_new", "none")}:
        assert code in codes(item_id)
    for over, began in ENDS.items():
        assert codes(over)
        assert codes(over) <= codes(began)


def test_ticks_become_events_and_nothing_becomes_none() -> None:
    answers = {
        "g_contact": "visit",
        "g_icpc": "L84",
        "g_tests": ["none"],
        "g_treat": ["information", "physio", "sick_note"],
        "g_meds_new": ["nsaid"],
        "g_red": ["asked_none"],
        "g_exam": {"missing": "s"},
    }
    assert list(ticked(answers)) == [
        Ticked("contact", "g_contact", "visit"),
        Ticked("diagnosis", "g_icpc", "L84"),
        Ticked("treatment", "g_treat", "physio"),
        Ticked("sick_leave", "g_treat", "sick_note"),
        Ticked("treatment", "g_meds_new", "nsaid"),
    ]


def test_reasons_for_missing_answers_are_no_events() -> None:
    assert list(ticked({item: {"missing": "s"} for item in KINDS})) == []


def test_the_day_is_the_written_one_or_today() -> None:
    today = date(2026, 5, 14)
    assert day_of({"g_date": "2026-05-12"}, today) == date(2026, 5, 12)
    assert day_of({"g_date": {"missing": "s"}}, today) == today
    assert day_of({}, today) == today


def test_a_result_is_an_event_of_its_day_and_one_that_is_awaited_is_none() -> None:
    answers = {"g_tests_result": ["xray_age", "mr_awaited", "blood_nothing"]}
    assert list(ticked(answers)) == [
        Ticked("test", "g_tests_result", "xray_age"),
        Ticked("test", "g_tests_result", "blood_nothing"),
    ]


@pytest.mark.parametrize(
    ("answers", "over"),
    [
        ({"g_meds_stop": ["nsaid", "other"]}, [("g_meds_new", "nsaid"), ("g_meds_new", "other")]),
        ({"g_treat_stop": ["physio"]}, [("g_treat", "physio")]),
        ({"g_sick_note": "ended"}, [("g_treat", "sick_note")]),
        ({"g_sick_note": "part", "g_meds_stop": {"missing": "s"}}, []),
        ({"g_treat": ["physio"]}, []),
    ],
)
def test_what_is_over_is_named_as_it_began(answers: dict[str, object], over: list[tuple[str, str]]) -> None:
    assert list(ended(answers)) == over
