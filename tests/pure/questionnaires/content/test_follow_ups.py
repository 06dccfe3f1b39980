"""What the follow-up questionnaires ask: their blocks, how long they take, and that a question means the same."""

from decimal import Decimal

import pytest

from questionnaires.definition.codebook import variables
from questionnaires.definition.load import read_folder
from questionnaires.definition.timing import minutes

CONTENT = read_folder()
BOOK = {slug: {variable.name: variable for variable in variables(one)} for slug, one in CONTENT.items()}
STARTS = ("baseline_a", "baseline_b", "week_2")

TREATMENTS = "exercises app team water physio chiro massage needles advice course psych injection aids other"
FORM = {"form_feedback", "form_feedback_text"}
CORE = {
    *("pain_back_nrs", "pain_leg_nrs", "pain_days_4w", "gpe", "work_now", "sick_days_4w"),
    *(f"rmdq_{n:02d}" for n in range(1, 25)),
    *(f"psfs_{n}{part}" for n in range(1, 4) for part in ("_act", "")),
    *("eq5d_mo", "eq5d_sc", "eq5d_ua", "eq5d_pd", "eq5d_ad", "eq_vas"),
    *("impact_everyday", "impact_job", "impact_relation", "coping", "wellbeing"),
    *(f"contacts_{who}" for who in ["gp", "physio", "chiro", "hosp", "er", "psych", "municip", "altern"]),
    *("tx_had", "meds", "meds_days", "new_events"),
    *(f"tx_{treatment}_effect" for treatment in TREATMENTS.split()),
    *FORM,
}
MIND = {
    *("phq4_1", "phq4_2", "phq4_3", "phq4_4", "pseq2_1", "pseq2_2"),
    *("sleep_quality", "social_function", "mind_tone", "worry", "expect_3m"),
}
CARE = {
    *("coordinator_pt", "info_passed", "coherence", "satisfaction", "taken_seriously", "usual_doctor"),
    *("obstacles", "obstacles_weeks", "plan_known", "plan_agree"),
}
MOVE = {
    *("pa_days", "pa_outdoor", "pa_effect_pain", "pa_effect_mood", "pa_effect_health", "rest_belief"),
    *("pa_barrier_int", "pa_barrier_ext", "pa_facilitator", "pa_offers_known", "pa_offers_use"),
}
SELF = {
    *("selfcare", "selfcare_text"),
    *("understand_cond", "know_options", "autonomy"),
}
MATTER = {"matters", "matters_text", "matters_barrier", "matters_opportunity"}
ALLY = {"alli_trust", "alli_heard", "alli_goal", "alli_time"}
BACKGROUND = {
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
    *("surgery_back", "surgery_back_year", "surgery_back_fusion"),
}
CLOSE = {"flare_count", "help_most", "help_most_text", "harm", "harm_text"}
PULSE = {"pain_back_nrs", "sick_days_4w", "gpe", "ergo_home", "ergo_work"}

HELD = {
    "week_6": PULSE | FORM,
    "month_3": CORE | MIND | CARE,
    "month_6": CORE | MOVE | MATTER,
    "month_12": CORE | MIND | CLOSE,
    "month_12b": CARE | MOVE | SELF | ALLY | BACKGROUND | FORM,
}
# Minutes at most, with every wording pack that the instrument waits for.
LONGEST = {"week_6": "1.0", "month_3": "7.5", "month_6": "7.4", "month_12": "7.1", "month_12b": "6.2"}
NEVER_AT_THE_START = {"new_events", "ergo_home", "ergo_work", "gpe"} | CLOSE | FORM


@pytest.mark.parametrize("slug", HELD)
def test_a_follow_up_asks_the_variables_of_its_blocks_and_no_others(slug: str) -> None:
    assert set(BOOK[slug]) == HELD[slug]


@pytest.mark.parametrize("slug", HELD)
def test_no_follow_up_takes_longer_than_announced(slug: str) -> None:
    assert minutes(CONTENT[slug], CONTENT[slug].packs) <= Decimal(LONGEST[slug])


@pytest.mark.parametrize("slug", HELD)
def test_a_question_asked_again_has_the_type_the_codes_and_the_range_of_before(slug: str) -> None:
    for before in [*STARTS, *HELD]:
        for name in BOOK[before].keys() & BOOK[slug].keys():
            first, later = BOOK[before][name], BOOK[slug][name]
            assert (later.type, later.codes, later.pack, later.zone) == (
                first.type,
                first.codes,
                first.pack,
                first.zone,
            ), name
            assert (later.min, later.max, later.max_length) == (first.min, first.max, first.max_length), name


def test_what_only_follow_up_asks_stands_in_no_start() -> None:
    for slug in ("baseline_a", "baseline_b"):
        assert BOOK[slug].keys() & NEVER_AT_THE_START <= FORM


@pytest.mark.parametrize("slug", HELD)
def test_a_page_of_a_follow_up_is_short(slug: str) -> None:
    assert max(len([item for item in page.items if not item.pack]) for page in CONTENT[slug].pages) <= 3


@pytest.mark.parametrize("slug", [*HELD, "baseline_a", "baseline_b", "week_2"])
def test_every_questionnaire_asks_how_the_form_was_as_its_last_page(slug: str) -> None:
    assert {item.id for item in CONTENT[slug].pages[-1].items} == FORM
    assert BOOK[slug]["form_feedback"].codes == ("easy", "fair", "hard")
    assert BOOK[slug]["form_feedback_text"].max_length == 120


@pytest.mark.covers("R44")
def test_home_and_work_are_asked_separately_each_with_eight_ticks() -> None:
    for name, alone in {"ergo_home": {"none"}, "ergo_work": {"none", "no_job"}}.items():
        options = BOOK["week_6"][name].options
        assert {option.code for option in options if option.exclusive} == alone
        assert len(options) - len(alone) == 8


def test_questions_about_help_name_the_time_since_they_were_last_asked() -> None:
    """Three months after the start, a year after that; the bank's words look at all the time until now."""
    for slug, frame in {"month_3": "De sidste 3 måneder: ", "month_12b": "Det sidste år: "}.items():
        for name in ("coherence", "satisfaction", "taken_seriously", "obstacles"):
            question = BOOK[slug][name].question
            assert question is not None
            assert question.da.startswith(frame)


def test_facts_that_seldom_change_are_marked_to_be_confirmed() -> None:
    items = {item.id: item for item in CONTENT["month_12b"].items}
    assert all(items[name].stable for name in BACKGROUND)
    assert not any(items[name].stable for name in CARE | MOVE | ALLY)
