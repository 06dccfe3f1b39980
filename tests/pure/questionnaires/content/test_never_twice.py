"""Nobody is asked the same twice: not within two weeks, and what seldom changes only to be confirmed."""

from itertools import combinations

import pytest

from questionnaires.definition.load import read_folder, read_plan_file
from questionnaires.definition.schema import Item

CONTENT = read_folder()
WAVES = [wave for wave in read_plan_file().waves if set(wave.instruments) <= CONTENT.keys()]
TOGETHER = 14  # days between waves that somebody may answer one after the other

FORM = {"form_feedback", "form_feedback_text"}  # each about its own form
# What the second week asks again, two weeks after the start, and how its time differs.
FIRST_FORTNIGHT = {
    "pain_back_nrs": "the last 7 days, which begin a week after those of the start have ended",
    "pain_leg_nrs": "the last 7 days, which begin a week after those of the start have ended",
    "pain_days_4w": "worded as the time since last time",
    "sick_days_4w": "worded as the time since last time",
    "worry": "the present, after the first consultation",
}
# What each follow-up asks although it may be the same as before.
COURSE = {
    "work_now": "an outcome: a proposed answer would draw the new one to it",
    "usual_doctor": "about the last visit, which is another one",
    "selfcare": "what is done at present",
    "pa_offers_known": "the study tells about offers in between",
    "matters": "an outcome of its own: what one wants changes on the way",
}
# The background of domain 2.4: seldom changes, asked again after a year.
SELDOM = {
    *("econ_strain", "job_demand", "job_loss", "benefit_case", "support_relatives", "comorbid"),
    *(
        "ergo_home",
        "ergo_work",
        "dx_told",
        "dx_told_who",
        "dx_told_year",
        "tests_had",
        "tests_had_year",
        "tests_result",
    ),
    *("surgery_back", "surgery_back_year", "surgery_back_fusion", "selfcare_text"),
    *(f"psfs_{number}_act" for number in (1, 2, 3)),
}
# Asked once, at the start, and proposed should the start ever be asked again.
ONCE = {"education", "living_with", "birth_country_group", "sex", "height_cm", "smoking"}
# Asked in the words of the time since they were last asked.
REFRAMED = {
    *("pain_days_4w", "sick_days_4w", "tx_had", "coherence", "satisfaction", "taken_seriously", "obstacles"),
    *(f"contacts_{who}" for who in ("gp", "physio", "chiro", "hosp", "er", "psych", "municip", "altern")),
}
PATIENT = [one for one in CONTENT.values() if one.kind == "patient"]


def asked_again(days: int) -> set[str]:
    """Items that two waves of the plan ask within so many days, or that one wave asks in two instruments."""
    found: set[str] = set()
    asked = [(wave.offset_days, slug) for wave in WAVES for slug in wave.instruments]
    for (first_day, first), (day, slug) in combinations(asked, 2):
        if abs(day - first_day) <= days:
            found |= {item.id for item in CONTENT[first].items} & {item.id for item in CONTENT[slug].items}
    return found


@pytest.mark.covers("R65")
def test_questionnaires_that_belong_together_share_no_question() -> None:
    assert asked_again(TOGETHER - 1) <= FORM
    assert asked_again(TOGETHER) <= FORM | FIRST_FORTNIGHT.keys()


def test_each_exception_is_one() -> None:
    assert asked_again(TOGETHER) >= FIRST_FORTNIGHT.keys()
    again = {item.id for item in repeated()}
    assert again >= COURSE.keys() | SELDOM


def repeated() -> list[Item]:
    """Every question of a questionnaire that an earlier one has asked as well."""
    seen: set[str] = set()
    found: list[Item] = []
    days = {slug: wave.offset_days for wave in reversed(WAVES) for slug in wave.instruments}
    for slug in sorted(days, key=lambda slug: days[slug]):
        found += [item for item in CONTENT[slug].items if item.id in seen]
        seen |= {item.id for item in CONTENT[slug].items}
    return found


def test_what_seldom_changes_is_proposed_wherever_a_year_later_asks_it_again() -> None:
    late = {item.id: item for slug in ("month_12", "month_12b") for item in CONTENT[slug].items}
    assert {name for name in SELDOM if not late[name].stable} == set()
    baseline = {item.id: item for item in CONTENT["baseline_b"].items}
    assert {name for name in ONCE if not baseline[name].stable} == set()


def test_nothing_that_is_measured_over_time_is_proposed() -> None:
    """A proposal draws the answer to it: a state is asked anew."""
    assert {item.id for item in repeated() if item.stable} <= SELDOM
    assert not any(item.stable for item in repeated() if item.id in COURSE)


def test_the_same_question_has_one_name_and_the_same_words_but_for_the_time_it_looks_back() -> None:
    names: dict[str, str] = {}
    words: dict[str, str] = {}
    for definition in PATIENT:
        for item in definition.items:
            if item.text is None:
                continue
            assert names.setdefault(item.text.da, item.id) == item.id, item.text.da
            if item.id not in REFRAMED:
                assert words.setdefault(item.id, item.text.da) == item.text.da, definition.slug
