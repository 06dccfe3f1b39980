"""What a requirement asks to be known stands in the shipped instruments, and can be told apart there.

One row for each requirement: in which instruments which items stand, and which answers these must be able to hold.
"""

import re
from collections.abc import Mapping

import pytest

from pathways.record.events import ENDS, KINDS, OVER
from questionnaires.definition.codebook import Variable, variables
from questionnaires.definition.load import read_folder
from questionnaires.scoring.registry import ITEMS

CONTENT = read_folder()
BOOK: Mapping[str, Mapping[str, Variable]] = {
    slug: {variable.name: variable for variable in variables(one)} for slug, one in CONTENT.items()
}
START, THREE, SIX = ("baseline_b",), ("month_3",), ("month_6",)
YEAR = ("month_12", "month_12b")
LATER = (THREE, SIX, YEAR)
TREATMENTS = [
    "exercises",
    "app",
    "team",
    "water",
    "physio",
    "chiro",
    "massage",
    "needles",
    "advice",
    "course",
    "psych",
    "injection",
    "aids",
    "other",
]
PROVIDERS = ["gp", "physio", "chiro", "hosp", "er", "psych", "municip", "altern"]
LEVELS = "1 2 3 4 5"
PAIN = re.compile(r"\bondt\b|smert|\bpain|\bhurt", re.IGNORECASE)

# Where: groups of instruments that are answered together. What: item → the option codes that must be among its own.
Where = tuple[tuple[str, ...], ...]
What = Mapping[str, str]


def held(where: Where, what: What) -> list[str]:
    """What is missing from a group of instruments, as sentences."""
    faults = []
    for together in where:
        for name, codes in what.items():
            found = [BOOK[slug][name] for slug in together if name in BOOK[slug]]
            if not found:
                faults.append(f"{'+'.join(together)} does not ask {name}")
            elif not set(codes.split()) <= set(found[0].codes):
                faults.append(f"{name} cannot say {sorted(set(codes.split()) - set(found[0].codes))}")
    return faults


def row(number: str, *wanted: tuple[Where, What]) -> object:
    return pytest.param(number, wanted, marks=pytest.mark.covers(number), id=number)


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        row(
            "R31",
            ((START, THREE, ("month_12b",)), {"info_passed": LEVELS, "coordinator_pt": "gp me nobody"}),
            ((("week_2",), ("month_12b",)), {"plan_agree": LEVELS, "alli_goal": LEVELS, "autonomy": LEVELS}),
        ),
        row("R34", ((START, *LATER), {"wellbeing": ""}), ((("baseline_a",), *LATER), {"eq_vas": "", "eq5d_mo": ""})),
        row(
            "R45",
            ((START, YEAR), {"job_loss": "no tasks job lost left", "wellbeing": "", "impact_job": ""}),
            (
                (("baseline_a",), *LATER),
                {"work_now": "part_sick full_sick unemployed", "sick_days_4w": "", "eq_vas": ""},
            ),
        ),
        row(
            "R55",
            ((("week_2",), ("month_12b",)), {f"alli_{what}": LEVELS for what in ("trust", "heard", "goal", "time")}),
            ((("week_2",), THREE, ("month_12b",)), {"plan_agree": LEVELS}),
            ((START,), {"role_pref": "advise together decide"}),
        ),
        row(
            "R57",
            ((START, THREE, YEAR), {"coping": LEVELS, "mind_tone": LEVELS, "sleep_quality": LEVELS}),
            ((START, THREE, YEAR), {"social_function": "", "phq4_1": "", "phq4_4": "", "pseq2_1": ""}),
            ((("baseline_a",), THREE, YEAR), {"worry": "pain serious harm", "sick_days_4w": ""}),
            ((("gp_first",),), {"g_yellow": "low_mood anxiety sleep self_efficacy sick_leave lonely"}),
        ),
        row(
            "R58",
            ((("week_6",), ("month_12b",)), {"ergo_work": "no_job", "ergo_home": "helper cleaning"}),
            ((START, YEAR), {"job_demand": "heavy", "econ_strain": "great", "support_relatives": LEVELS}),
            ((START, THREE, YEAR), {"social_function": ""}),
        ),
        row(
            "R60",
            ((("week_2",), ("month_12b",)), {"understand_cond": LEVELS, "know_options": LEVELS, "autonomy": LEVELS}),
            ((START, *LATER), {"coping": LEVELS}),
        ),
    ],
)
def test_what_is_to_be_known_is_asked(number: str, wanted: tuple[tuple[Where, What], ...]) -> None:
    for where, what in wanted:
        assert held(where, what) == []
    asked = {name for _, what in wanted for name in what}
    assert any(
        number in variable.covers for book in BOOK.values() for variable in book.values() if variable.name in asked
    )


def test_what_is_missing_is_said() -> None:
    assert held((("pulse",),), {"wellbeing": ""}) == ["pulse does not ask wellbeing"]
    assert held((("week_2",),), {"alli_goal": "1 9"}) == ["alli_goal cannot say ['9']"]


@pytest.mark.covers("R28")
def test_a_test_has_its_kind_its_date_and_the_class_of_its_result() -> None:
    """With the clinician by kind, dated by the consultation; with the patient the kinds, and the latest of them."""
    kinds = {"xray", "mr", "ct", "blood"}
    for slug in ("gp_first", "gp_follow_up"):
        assert kinds <= set(BOOK[slug]["g_tests"].codes)
        assert BOOK[slug]["g_date"].type == "date"
    result = CONTENT["gp_follow_up"].item("g_tests_result")
    assert result is not None
    assert {group.id for group in result.groups} == kinds
    for kind in kinds:
        found = {option.code.removeprefix(f"{kind}_") for option in result.options if option.group == kind}
        assert found >= {"nothing", "explains", "serious", "awaited"}
        assert "age" in found or kind == "blood"
    assert KINDS["g_tests"] == KINDS["g_tests_result"] == "test"
    for slug in ("baseline_b", "month_12b"):
        assert kinds <= set(BOOK[slug]["tests_had"].codes)
        assert BOOK[slug]["tests_had_year"].type == "integer"
        assert BOOK[slug]["tests_result"].codes == ("nothing", "age", "explains", "serious", "awaited")
    assert {"power", "reflex", "feeling", "normal", "not_examined"} <= set(BOOK["gp_first"]["g_neuro"].codes)


@pytest.mark.covers("R29")
def test_a_treatment_has_its_kind_its_provider_its_start_its_end_and_its_effect() -> None:
    for slug in ("baseline_b", "month_3", "month_6", "month_12"):
        assert set(BOOK[slug]["tx_had"].codes) == {"none", *TREATMENTS}
        for kind in TREATMENTS:
            assert BOOK[slug][f"tx_{kind}_effect"].codes == ("better", "no", "worse", "unsure")
        assert {f"contacts_{who}" for who in PROVIDERS} <= BOOK[slug].keys()
    for began in ("g_treat", "g_meds_new"):
        assert KINDS[began] == "treatment"
        assert began in BOOK["gp_first"]
        assert began in BOOK["gp_follow_up"]
    for over, began in ENDS.items():
        assert set(BOOK["gp_follow_up"][over].codes) <= set(BOOK["gp_first"][began].codes)
    assert {began for began in KINDS if KINDS[began] == "treatment"} == set(ENDS.values())
    assert {"physio", "chiro", "psychologist", "municipality", "hospital"} <= set(
        BOOK["gp_follow_up"]["g_treat_stop"].codes
    )
    for (item, code), (began, as_code) in OVER.items():
        assert code in BOOK["gp_follow_up"][item].codes
        assert as_code in BOOK["gp_first"][began].codes


@pytest.mark.covers("R35")
@pytest.mark.parametrize("slug", ["baseline_b", "month_3", "month_6", "month_12"])
def test_effects_on_day_work_and_relations_are_asked_apart_from_pain(slug: str) -> None:
    """Three numbers of their own: shown whatever was said of pain, without a word of it, and in no score with it."""
    names = {"impact_everyday", "impact_job", "impact_relation"}
    for name in names:
        variable = BOOK[slug][name]
        assert (variable.type, variable.min, variable.max, variable.enable_when) == ("scale", 0, 10, None)
        assert variable.question is not None
        for words in (variable.question.da, variable.question.en, variable.label.da, variable.label.en):
            assert not PAIN.search(words), words
    assert not [score for score, items in ITEMS.items() if names & set(items)]
    pain = BOOK["baseline_a"]["pain_back_nrs"].question
    assert pain is not None
    assert PAIN.search(pain.da)
    assert PAIN.search(pain.en)


@pytest.mark.covers("R38")
def test_a_diagnosis_has_its_giver_and_its_date() -> None:
    """The patient's list names who said the latest and when; each of the clinician's is an event of its day."""
    for slug in ("baseline_b", "month_12b"):
        assert len(BOOK[slug]["dx_told"].codes) == 12
        assert {"gp", "physio", "chiro", "hospital", "other"} == set(BOOK[slug]["dx_told_who"].codes)
        assert BOOK[slug]["dx_told_year"].type == "integer"
    for slug in ("gp_first", "gp_follow_up"):
        assert {"L02", "L03", "L84", "L86", "other"} <= set(BOOK[slug]["g_icpc"].codes)
        assert BOOK[slug]["g_date"].type == "date"
    assert KINDS["g_icpc"] == "diagnosis"
    assert "dx" in BOOK["month_3"]["new_events"].codes


def test_doctors_are_asked_how_sure_they_are_and_whether_they_have_the_time() -> None:
    """No mark for R54: the page that asks them once a year has it."""
    assert (BOOK["gp_practice"]["gp_confidence_pa"].min, BOOK["gp_practice"]["gp_confidence_pa"].max) == (0, 10)
    assert BOOK["gp_practice"]["gp_time_pa"].codes == tuple(LEVELS.split())
    assert BOOK["gp_first"]["g_pa_advice"].codes == ("none", "general", "plan")
    assert BOOK["gp_first"]["g_handout"].type == "boolean"


@pytest.mark.covers("R61")
def test_patient_and_doctor_explain_the_pain_in_the_same_codes() -> None:
    codes = ("wear", "stress", "both", "other")
    assert BOOK["baseline_b"]["explain_model"].codes == codes
    for slug, name in (("gp_first", "g_model"), ("gp_practice", "gp_model")):
        assert BOOK[slug][name].codes == codes
        assert BOOK[slug][name].pair == "explain_model"


FORM = {"form_feedback", "form_feedback_text"}


@pytest.mark.covers("R104")
@pytest.mark.parametrize("slug", CONTENT)
def test_every_form_asks_how_it_was_to_answer(slug: str) -> None:
    """Two taps and a line, last of all, of no time for whoever leaves it out; what staff say of a form is no care."""
    definition = CONTENT[slug]
    assert [item.id for item in definition.items][-2:] == ["form_feedback", "form_feedback_text"]
    assert BOOK[slug]["form_feedback"].codes == ("easy", "fair", "hard")
    assert BOOK[slug]["form_feedback_text"].max_length == 120
    if definition.kind != "patient":
        assert {BOOK[slug][name].zone for name in FORM} == {"research_only"}
