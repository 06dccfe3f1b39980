"""Every variable of the data dictionary stands in its file, with its type, requirement and both languages."""

import pytest

from questionnaires.definition.codebook import Variable, variables
from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import LABEL_LENGTH

CONTENT = read_folder()
BOOK = {slug: {variable.name: variable for variable in variables(one)} for slug, one in CONTENT.items()}

# name: (type, first requirement, number of options or (min, max) or longest text)
BASELINE_A = {
    "pain_sites": ("multi", "R37", 7),
    "pain_back_nrs": ("scale", "R37", (0, 10)),
    "pain_leg_nrs": ("scale", "R37", (0, 10)),
    "leg_pain_extent": ("choice", "R37", 3),
    "episode_duration": ("choice", "R37", 7),
    "pain_half_days_6m": ("choice", "R37", 3),
    "pain_days_4w": ("integer", "R37", (0, 28)),
    "prev_episodes": ("choice", "R37", 5),
    "pain_pattern": ("choice", "R37", 4),
    "pain_easers": ("multi", "R37", 11),
    "pain_easers_text": ("text", "R37", 60),
    "pain_triggers": ("multi", "R37", 11),
    "pain_triggers_text": ("text", "R37", 60),
    "other_pain": ("multi", "R57", 7),
    **{f"rmdq_{n:02d}": ("boolean", "R35", 0) for n in range(1, 25)},
    **{f"psfs_{n}_act": ("text", "R59", 60) for n in range(1, 4)},
    **{f"psfs_{n}": ("scale", "R59", (0, 10)) for n in range(1, 4)},
    **{f"sbst_{n}": ("boolean", "R83", 0) for n in range(1, 9)},
    "sbst_9": ("integer", "R83", (1, 5)),
    **{f"eq5d_{dimension}": ("integer", "R34", (1, 5)) for dimension in ("mo", "sc", "ua", "pd", "ad")},
    "eq_vas": ("scale", "R34", (0, 100)),
    "worry": ("multi", "R56", 9),
    "expect_3m": ("scale", "R85", (0, 10)),
    "matters": ("multi", "R59", 10),
    "matters_text": ("text", "R59", 80),
    "matters_barrier": ("multi", "R59", 9),
    "matters_opportunity": ("multi", "R59", 9),
    "gp_question": ("text", "R46", 120),
    "work_now": ("choice", "R45", 9),
    "sick_days_4w": ("integer", "R57", (0, 28)),
}
WEEK_2 = {
    "pain_back_nrs": ("scale", "R37", (0, 10)),
    "pain_leg_nrs": ("scale", "R37", (0, 10)),
    "pain_days_4w": ("integer", "R37", (0, 28)),
    "sick_days_4w": ("integer", "R57", (0, 28)),
    "gpe": ("choice", "R83", 7),
    "worry": ("multi", "R56", 9),
    "plan_known": ("choice", "R85", 5),
    "plan_agree": ("choice", "R85", 5),
    "understand_cond": ("choice", "R60", 5),
    "know_options": ("choice", "R60", 5),
    "autonomy": ("choice", "R60", 5),
    **{f"alli_{what}": ("choice", "R55", 5) for what in ("trust", "heard", "goal", "time")},
    "pa_days": ("integer", "R49", (0, 7)),
    "pa_outdoor": ("integer", "R49", (0, 7)),
    **{f"pa_effect_{what}": ("choice", "R49", 5) for what in ("pain", "mood", "health")},
    "rest_belief": ("choice", "R49", 5),
    "pa_bad_experience": ("boolean", "R49", 0),
    "pa_bad_text": ("text", "R49", 60),
    "pa_barrier_int": ("multi", "R50", 12),
    "pa_barrier_ext": ("multi", "R52", 11),
    "pa_facilitator": ("multi", "R53", 15),
    "pa_offers_known": ("choice", "R89", 3),
    "pa_offers_use": ("choice", "R89", 3),
}
GP_FIRST = {
    "g_date": ("date", "R76", 0),
    "g_contact": ("choice", "R76", 5),
    "g_clinician_role": ("choice", "R10", 6),
    "g_first_contact": ("choice", "R26", 3),
    "g_icpc": ("choice", "R38", 13),
    "g_duration": ("choice", "R83", 3),
    "g_site": ("choice", "R37", 4),
    "g_radiation": ("choice", "R37", 3),
    "g_red": ("multi", "R83", 32),
    "g_red_action": ("choice", "R83", 5),
    "g_red_reason": ("choice", "R83", 5),
    "g_neuro": ("multi", "R28", 6),
    "g_exam": ("multi", "R28", 6),
    "g_yellow": ("multi", "R57", 16),
    "g_worry_talked": ("boolean", "R56", 0),
    "g_matters_talked": ("boolean", "R59", 0),
    "g_impact": ("scale", "R35", (0, 10)),
    "g_model": ("choice", "R61", 4),
    "g_expect": ("choice", "R83", 3),
    "g_assess": ("choice", "R38", 5),
    "g_tests": ("multi", "R28", 5),
    "g_tests_reason": ("choice", "R28", 6),
    "g_treat": ("multi", "R29", 13),
    "g_meds": ("multi", "R29", 8),
    "g_meds_new": ("multi", "R29", 7),
    "g_meds_stop": ("multi", "R29", 7),
    "g_pa_advice": ("choice", "R54", 3),
    "g_handout": ("boolean", "R54", 0),
    "g_offers": ("multi", "R90", 7),
    "g_material": ("multi", "R95", 13),
    "g_coord": ("choice", "R101", 7),
    "g_next": ("choice", "R87", 3),
    "g_next_date": ("date", "R87", 0),
    "g_next_who": ("choice", "R87", 5),
    "g_other_way": ("choice", "R82", 7),
    "g_note": ("text", "R76", 280),
}
TICKS = {
    "worry": "work pain last serious harm burden money other none",
    "pa_barrier_int": (
        "routine pain_free daily_life after_break habits drive mood judged frustration caution illness none"
    ),
    "pa_barrier_ext": "none_near full closed time_work time_family alone cost transport gp_time gp_unsure none",
    "pa_facilitator": (
        "enjoy easy_start anywhere free company commitment lasting own_choice belief outdoors plan handout digital"
        " own_goals none"
    ),
}
FEEDBACK = {"form_feedback": ("choice", "R104", 3), "form_feedback_text": ("text", "R104", 120)}
DICTIONARY = {"baseline_a": BASELINE_A | FEEDBACK, "week_2": WEEK_2 | FEEDBACK, "gp_first": GP_FIRST | FEEDBACK}


def size(variable: Variable) -> int | tuple[object, object]:
    if variable.type in {"scale", "integer", "decimal"}:
        return (variable.min, variable.max)
    return variable.max_length or len(variable.options)


@pytest.mark.covers("R37", "R59")
@pytest.mark.parametrize("slug", DICTIONARY)
def test_the_file_holds_the_variables_of_the_dictionary_and_no_others(slug: str) -> None:
    found = {name: (v.type, v.covers[0], size(v)) for name, v in BOOK[slug].items()}
    assert found == DICTIONARY[slug]


@pytest.mark.parametrize("slug", DICTIONARY)
def test_everything_a_person_reads_is_there_in_both_languages(slug: str) -> None:
    for variable in BOOK[slug].values():
        assert 0 < len(variable.label.da) <= LABEL_LENGTH
        assert 0 < len(variable.label.en) <= LABEL_LENGTH
        assert (variable.question is None) == (variable.pack is not None)
        for text in [variable.question, variable.unit, *(option.label for option in variable.options)]:
            assert text is None or (text.da.strip() and text.en.strip())


@pytest.mark.covers("R49", "R50", "R52", "R53", "R56")
@pytest.mark.parametrize("name", TICKS)
def test_each_worry_barrier_and_help_is_its_own_tick(name: str) -> None:
    assert BOOK["week_2"][name].codes == tuple(TICKS[name].split())
    assert [option.code for option in BOOK["week_2"][name].options if option.exclusive] == ["none"]


def test_only_licensed_scales_wait_for_a_pack() -> None:
    packs = {variable.name: variable.pack for book in BOOK.values() for variable in book.values() if variable.pack}
    assert set(packs.values()) == {"rmdq", "psfs", "sbst", "eq5d", "phq4", "pseq2"}
    assert all(name.startswith((pack, "eq_vas")) for name, pack in packs.items())


def test_a_few_questions_stand_on_each_page() -> None:
    for definition in CONTENT.values():
        own = [[item for item in page.items if not item.pack] for page in definition.pages]
        assert max(len(items) for items in own) <= (6 if definition.kind in {"clinician", "interview"} else 4)


def test_a_variable_asked_twice_means_the_same() -> None:
    for name in BASELINE_A.keys() & WEEK_2.keys():
        first, later = BOOK["baseline_a"][name], BOOK["week_2"][name]
        assert (first.type, first.codes, first.min, first.max) == (later.type, later.codes, later.min, later.max)


@pytest.mark.parametrize("name", ["g_red", "g_yellow"])
def test_asked_and_none_is_an_answer_that_stands_alone(name: str) -> None:
    first = BOOK["gp_first"][name].options[0]
    assert (first.code, first.exclusive) == ("asked_none", True)
    assert [option.code for option in BOOK["gp_first"][name].options if option.exclusive] == ["asked_none"]


def test_every_cluster_of_serious_disease_has_its_ticks_and_a_suggested_action() -> None:
    red = CONTENT["gp_first"].item("g_red")
    assert red is not None
    assert [group.id for group in red.groups] == [f"rf{n}" for n in range(1, 8)]
    assert all(group.help for group in red.groups)
    assert all(option.code.startswith(f"{option.group}_") for option in red.options[1:])


def test_the_record_template_has_one_optional_line() -> None:
    lines = [variable for variable in BOOK["gp_first"].values() if variable.type == "text"]
    assert [(line.name, line.max_length) for line in lines if line.name not in FEEDBACK] == [("g_note", 280)]
    assert {one.name for one in BOOK["gp_first"].values() if one.zone != "shared_care"} == FEEDBACK.keys()


def test_free_text_is_classified() -> None:
    classes = {v.name: v.privacy for book in BOOK.values() for v in book.values()}
    assert {name for name, privacy in classes.items() if privacy == "free_text"} == {
        "pain_easers_text",
        "pain_triggers_text",
        "psfs_1_act",
        "psfs_2_act",
        "psfs_3_act",
        "matters_text",
        "help_most_text",
        "harm_text",
        "form_feedback_text",
        "gp_question",
        "feel_about_pain_text",
        "selfcare_text",
        "pa_bad_text",
        "g_note",
        "d_note",
        "i_notes",
        "i_quotes",
    }
    assert {name for name, privacy in classes.items() if privacy == "identifying"} == {"i_audio_id"}
