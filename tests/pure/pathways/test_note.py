"""The note: what was ticked in the template's words, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.note.text import lines, note
from questionnaires.definition import load
from questionnaires.definition.schema import Definition, Item
from questionnaires.engine.answers import Value, missing

CONTENT = load.read_folder()
TEMPLATE, FOLLOW_UP = CONTENT["gp_first"], CONTENT["gp_follow_up"]


@pytest.mark.covers("R77")
def test_the_ticks_become_a_note() -> None:
    answers: dict[str, Value] = {
        "g_date": "2026-05-14",
        "g_contact": "visit",
        "g_icpc": "L84",
        "g_red": ["asked_none"],
        "g_exam": ["movement", "palpation"],
        "g_worry_talked": True,
        "g_impact": 6,
        "g_treat": ["physio", "sick_note"],
        "g_next": "date",
        "g_next_date": "2026-06-01",
        "g_note": "Vil gerne svømme igen",
    }
    assert note(TEMPLATE, answers, "da") == (
        "Første konsultation om ryggen\n"
        "Dato: 14-05-2026. Kontakt: Fremmøde.\n"
        "ICPC: L84 Rygsyndrom uden udstråling.\n"
        "Tegn på alvorlig sygdom: Spurgt – ingen.\n"
        "Undersøgt: Bevægelighed, Palpation.\n"
        "Talt om bekymringer. Påvirker hverdagen: 6 af 10.\n"
        "Behandling: Fysioterapi, Sygemelding.\n"
        "Næste kontakt: Aftalt dato. Dato: 01-06-2026. Eventuelt: Vil gerne svømme igen.\n"
    )


def test_what_nobody_asked_about_is_not_said() -> None:
    assert lines(TEMPLATE, {}, "da") == []
    nothing: dict[str, Value] = {item.id: missing("s") for item in TEMPLATE.items}
    assert lines(TEMPLATE, nothing, "da") == []
    assert lines(TEMPLATE, {"g_worry_talked": False, "g_red": []}, "da") == []


def test_red_flags_stand_under_their_kind() -> None:
    (line,) = lines(TEMPLATE, {"g_red": ["rf1_saddle", "rf3_fever", "rf3_immune"]}, "en")
    assert line == (
        "Signs of serious disease: Cauda equina (Numb saddle area), Infection (Fever, chills; Immune weakness)."
    )


def test_results_stand_under_their_test() -> None:
    (line,) = lines(FOLLOW_UP, {"g_tests_result": ["mr_explains", "blood_nothing"]}, "da")
    assert line == "Svar på undersøgelser: MR (Forklarer smerten), Blodprøver (Intet særligt)."


def test_how_the_form_was_is_no_matter_of_the_patients() -> None:
    for form in (TEMPLATE, FOLLOW_UP):
        assert lines(form, {"form_feedback": "hard", "form_feedback_text": "For mange kryds"}, "da") == []


def answer(item: Item) -> st.SearchStrategy[Value]:
    """Any answer this item can have."""
    codes = [option.code for option in item.options]
    match item.type:
        case "boolean":
            return st.booleans()
        case "choice":
            return st.sampled_from(codes)
        case "multi":
            return st.lists(st.sampled_from(codes), unique=True)
        case "scale" | "integer":
            return st.integers(int(item.min or 0), int(item.max or 0))
        case "date":
            return st.dates().map(lambda day: day.isoformat())
    return st.text(max_size=item.max_length)


@st.composite
def documents(draw: st.DrawFn, definition: Definition = TEMPLATE) -> dict[str, Value]:
    return {item.id: draw(st.just(missing("s")) | answer(item)) for item in definition.items if draw(st.booleans())}


@given(documents(), st.sampled_from(["da", "en"]))
def test_every_ticked_option_is_named_and_no_other_line_appears(answers: dict[str, Value], language: str) -> None:
    said = lines(TEMPLATE, answers, language)
    assert len(said) <= len(TEMPLATE.sections)
    text = "\n".join(said)
    assert "missing" not in text
    for item in TEMPLATE.items:
        if item.zone != "shared_care":
            continue
        value = answers.get(item.id)
        codes = value if isinstance(value, list) else [value] if isinstance(value, str) else []
        for code in codes:
            option = item.option(code)
            if option:
                assert option.label.within(language) in text
        words = (item.text or item.label).within(language)
        if item.id == "g_handout":
            assert (f"{words}." in text) == (value is True)
