"""From ticks to events."""

from datetime import date

from pathways.record.events import KINDS, NOTHING, OTHER_KINDS, Ticked, day_of, ticked
from questionnaires.definition import load

TEMPLATE = load.read_folder()["gp_first"]


def test_the_mapping_names_items_and_options_that_exist() -> None:
    for item_id in KINDS:
        assert TEMPLATE.item(item_id)
    for item_id, code in OTHER_KINDS:
        item = TEMPLATE.item(item_id)
        assert item
        assert item.option(code)
    assert {item_id for item_id, _ in NOTHING} <= set(KINDS)


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
