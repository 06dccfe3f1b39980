"""Which answers bring up and take away questions in the shipped instruments."""

from typing import Any

import pytest

from questionnaires.definition.load import read_folder
from questionnaires.engine.branching import visible

CONTENT = read_folder()


@pytest.mark.parametrize(
    ("slug", "answers", "item_id", "shown"),
    [
        ("baseline_a", {}, "pain_easers_text", False),
        ("baseline_a", {"pain_easers": ["walk", "other"]}, "pain_easers_text", True),
        ("baseline_a", {"pain_easers": ["walk"]}, "pain_easers_text", False),
        ("baseline_a", {"pain_triggers": ["other"]}, "pain_triggers_text", True),
        ("baseline_a", {"matters": ["other"]}, "matters_text", True),
        ("baseline_a", {"matters": ["family"]}, "matters_text", False),
        ("baseline_a", {}, "sick_days_4w", True),
        ("baseline_a", {"work_now": {"missing": "p"}}, "sick_days_4w", True),
        *[("baseline_a", {"work_now": code}, "sick_days_4w", True) for code in ("working", "full_sick", "student")],
        *[("baseline_a", {"work_now": code}, "sick_days_4w", False) for code in ("retired", "early_retired")],
        *[("baseline_a", {"work_now": code}, "sick_days_4w", False) for code in ("unemployed", "home")],
        ("baseline_a", {}, "psfs_1_act", True),
        ("baseline_a", {}, "psfs_2_act", False),
        ("baseline_a", {"psfs_1_act": "cykle"}, "psfs_1", True),
        ("baseline_a", {"psfs_1_act": "cykle"}, "psfs_2_act", True),
        ("baseline_a", {"psfs_1_act": "cykle"}, "psfs_3_act", False),
        ("week_2", {}, "pa_bad_text", False),
        ("week_2", {"pa_bad_experience": True}, "pa_bad_text", True),
        ("week_2", {"pa_offers_known": "know"}, "pa_offers_use", True),
        ("week_2", {"pa_offers_known": "none_near"}, "pa_offers_use", False),
        ("week_6", {}, "sick_days_4w", True),
        ("month_3", {"work_now": "retired"}, "sick_days_4w", False),
        ("month_3", {"tx_had": ["water"]}, "tx_water_effect", True),
        ("month_3", {"tx_had": ["water"]}, "tx_team_effect", False),
        ("month_3", {"obstacles": ["waiting"]}, "obstacles_weeks", True),
        ("month_3", {}, "form_feedback_text", False),
        ("month_3", {"form_feedback": "easy"}, "form_feedback_text", True),
        ("month_12", {}, "help_most_text", False),
        ("month_12", {"help_most": "time"}, "help_most_text", True),
        ("month_12", {"help_most": "nothing"}, "help_most_text", False),
        ("month_12", {}, "harm_text", False),
        ("month_12", {"harm": ["none"]}, "harm_text", False),
        ("month_12", {"harm": ["pain", "wait"]}, "harm_text", True),
        ("month_12b", {"dx_told": ["none"]}, "dx_told_year", False),
        ("gp_first", {}, "g_red_action", False),
        ("gp_first", {"g_red": ["asked_none"]}, "g_red_action", False),
        ("gp_first", {"g_red": ["rf1_urine"]}, "g_red_action", True),
        ("gp_first", {"g_red": ["rf1_urine"], "g_red_action": "none"}, "g_red_reason", True),
        ("gp_first", {"g_red": ["rf1_urine"], "g_red_action": "watch"}, "g_red_reason", False),
        ("gp_first", {"g_red": ["asked_none"], "g_red_action": "none"}, "g_red_reason", False),
        ("gp_first", {"g_tests": ["none"]}, "g_tests_reason", False),
        ("gp_first", {"g_tests": ["mr"]}, "g_tests_reason", True),
        ("gp_first", {"g_meds": ["none"]}, "g_meds_new", False),
        ("gp_first", {"g_meds": ["nsaid"]}, "g_meds_stop", True),
        ("gp_first", {"g_handout": True}, "g_offers", True),
        ("gp_first", {"g_handout": False}, "g_offers", False),
        ("gp_first", {"g_next": "date"}, "g_next_date", True),
        ("gp_first", {"g_next": "if_needed"}, "g_next_who", False),
        ("gp_first", {"g_next": "other"}, "g_next_who", True),
    ],
)
def test_an_answer_brings_up_its_follow_up(slug: str, answers: dict[str, Any], item_id: str, shown: bool) -> None:
    definition = CONTENT[slug]
    assert (item_id in visible(definition, answers, definition.packs)) is shown


@pytest.mark.parametrize("slug", CONTENT)
def test_nothing_of_a_pack_is_shown_without_it(slug: str) -> None:
    definition = CONTENT[slug]
    positions = {item.id for item in definition.items if item.pack}
    assert positions.isdisjoint(visible(definition, {}))
    assert positions.isdisjoint(visible(definition, {"psfs_1_act": "cykle"}))
