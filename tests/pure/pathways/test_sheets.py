"""What the sheets choose to say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from pathways.summary.course import course, label_of
from pathways.summary.picture import Answered, Happened, Picture, Scored, only_shared
from pathways.summary.sheets import Words, clinician_sheet, digest, patient_sheet
from questionnaires.definition import load
from questionnaires.engine.answers import Value
from tests.pure.pathways.test_layout import WORDS as TIMELINE_WORDS

FORMS = load.read_folder()
TODAY = date(2026, 5, 14)
WORDS = Words(
    language="en",
    timeline=TIMELINE_WORDS,
    day=lambda day: day.isoformat(),
    agreed={("g_treat", "physio"): "See a physiotherapist.", ("g_tests", "mr"): "Get a picture."},
    next_on=lambda day, who: f"{day} with {who}",
    next_if_needed="if needed",
    next_unknown="no day",
    next_other="as agreed",
    score=lambda score: f"{score.name} {score.value} {score.band}",
    pain_now=lambda value: f"pain {value}",
    pain_from_to=lambda first, now: f"pain {first} then {now}",
    course_since=lambda day: f"since {day}",
    course_better="better",
    course_up_and_down="up and down",
)


def answered(slug: str, day: date, **answers: Value) -> Answered:
    return Answered(day, FORMS[slug], answers)


PICTURE = Picture(
    study_number="R4821937-5",
    name="Grethe",
    practice="Lægehuset",
    phone="12 34 56 78",
    enrolled_on=TODAY - timedelta(days=40),
    today=TODAY,
    shares=True,
    keeps_record=True,
    answered=(
        answered(
            "baseline_a",
            TODAY - timedelta(days=39),
            pain_back_nrs=7,
            worry=["pain", "last", "harm", "money"],
            matters=["walk", "other"],
            matters_text="Bage med børnebørnene",
            gp_question="Må jeg løbe?",
            sick_days_4w=6,
        ),
        answered("week_2", TODAY - timedelta(days=20), pain_back_nrs=4, worry=["none"]),
    ),
    records=(
        answered(
            "gp_first",
            TODAY - timedelta(days=38),
            g_icpc="L84",
            g_treat=["physio", "information"],
            g_next="date",
            g_next_date="2026-06-01",
            g_next_who="gp",
        ),
    ),
    events=(
        Happened("diagnosis", "g_icpc", "L84", TODAY - timedelta(days=38), None, FORMS["gp_first"]),
        Happened("treatment", "g_treat", "physio", TODAY - timedelta(days=38), None, FORMS["gp_first"]),
        Happened("test", "g_tests", "gone", TODAY - timedelta(days=38), None, None),
    ),
    scores=(Scored(TODAY, "rmdq", Decimal(9), "relevant"),),
)


@pytest.mark.covers("R80")
def test_the_doctors_sheet_joins_both_sides() -> None:
    sheet = clinician_sheet(PICTURE, WORDS)
    assert sheet.matters.first == ("Going for walks outdoors", "Bage med børnebørnene")
    assert sheet.question == "Må jeg løbe?"
    assert sheet.scores == ("pain 7 then 4", "rmdq 9 relevant")
    assert sheet.next == "2026-06-01 with GP"
    assert any("L84" in line for line in sheet.ticks)
    assert {box.lane for box in sheet.drawing.lanes} == {"treatment", "diagnosis", "test", "sick_leave", "matters"}


def test_the_latest_answer_counts_and_none_is_nothing() -> None:
    assert clinician_sheet(PICTURE, WORDS).worry.all == ()


@pytest.mark.covers("R88")
def test_three_first_and_the_rest_behind() -> None:
    before = replace(PICTURE, answered=PICTURE.answered[:1])
    worry = clinician_sheet(before, WORDS).worry
    assert len(worry.first) == 3
    assert worry.rest == ("Money",)


@pytest.mark.covers("R84")
def test_the_patients_sheet_has_no_scores_and_no_names_of_diseases() -> None:
    sheet = patient_sheet(PICTURE, WORDS)
    assert sheet.agreed == ("See a physiotherapist.",)
    assert sheet.where == ("since 2026-04-04", "better")
    assert "diagnosis" not in {box.lane for box in sheet.drawing.lanes}
    assert sheet.drawing.curve
    assert not any(point.written for point in sheet.drawing.curve.points)
    assert "rmdq" not in str(sheet)
    assert "L84" not in str(sheet)


@pytest.mark.covers("R41")
def test_what_the_back_likes_is_asked_and_comes_back_on_both_sheets() -> None:
    """The person's own line first, then what eases the pain, then what they do; three of them, the rest on a tap."""
    answers: dict[str, Value] = {"selfcare_text": "Vinterbadning", "selfcare": ["walk", "breaks"]}
    assert FORMS["baseline_b"].item("selfcare_text")
    assert FORMS["month_12b"].item("selfcare_text")
    before = answered("baseline_a", TODAY, pain_easers=["warmth", "other"], pain_easers_text="At synge")
    picture = replace(PICTURE, answered=(before, answered("baseline_b", TODAY, **answers)))
    sheet = clinician_sheet(picture, WORDS)
    assert sheet.good.first == ("Vinterbadning", "Warmth", "At synge")
    assert sheet.good.rest == ("I go for walks", "I take short breaks")
    assert patient_sheet(picture, WORDS).good == sheet.good.first


def test_nothing_found_yet_is_nothing_said() -> None:
    picture = replace(PICTURE, answered=(answered("baseline_a", TODAY, pain_easers=["none"]),))
    assert clinician_sheet(picture, WORDS).good.all == ()
    assert patient_sheet(picture, WORDS).good == ()


def test_a_result_names_its_test_on_the_timeline() -> None:
    event = Happened("test", "g_tests_result", "mr_explains", TODAY, None, FORMS["gp_follow_up"])
    assert label_of(event, "en") == "MRI: Explains the pain"
    assert label_of(replace(event, item="g_tests", code="mr"), "en") == "MRI"


def test_a_worse_course_is_never_called_worse() -> None:
    worse = replace(
        PICTURE,
        answered=(answered("week_2", TODAY, pain_back_nrs=2), answered("week_2", TODAY, pain_back_nrs=9)),
    )
    assert patient_sheet(worse, WORDS).where[1] == "up and down"


@pytest.mark.parametrize(
    "ticks, said",
    [
        ({}, "no day"),
        ({"g_next": "if_needed"}, "if needed"),
        ({"g_next": "other"}, "as agreed"),
        ({"g_next": "date"}, "no day"),
        ({"g_next": "date", "g_next_date": "2026-05-13"}, "no day"),
        ({"g_next": "date", "g_next_date": "2026-05-14"}, "2026-05-14 with "),
    ],
)
def test_the_next_contact(ticks: dict[str, Value], said: str) -> None:
    picture = replace(PICTURE, records=(answered("gp_first", TODAY, **ticks),))
    assert clinician_sheet(picture, WORDS).next == said


def test_a_later_record_without_a_day_leaves_the_agreed_one() -> None:
    later = replace(PICTURE, records=(*PICTURE.records, answered("gp_first", TODAY, g_contact="phone")))
    assert clinician_sheet(later, WORDS).next == "2026-06-01 with GP"


def test_an_empty_picture_makes_both_sheets() -> None:
    empty = replace(PICTURE, answered=(), records=(), events=(), scores=(), shares=False, keeps_record=False)
    assert clinician_sheet(empty, WORDS).drawing.lanes == ()
    assert patient_sheet(empty, WORDS).agreed == ()


def test_the_digest_follows_the_content() -> None:
    sheet = clinician_sheet(PICTURE, WORDS)
    assert digest(sheet) == digest(clinician_sheet(PICTURE, WORDS))
    assert digest(sheet) != digest(clinician_sheet(replace(PICTURE, name="Poul"), WORDS))
    assert digest(sheet) != digest(patient_sheet(PICTURE, WORDS))


def test_what_is_for_research_only_is_taken_out() -> None:
    form = FORMS["baseline_a"]
    item = form.item("worry")
    assert item
    hidden = form.model_copy(
        update={
            "sections": tuple(
                section.model_copy(
                    update={
                        "pages": tuple(
                            page.model_copy(
                                update={
                                    "items": tuple(
                                        one.model_copy(update={"zone": "research_only"}) if one.id == "worry" else one
                                        for one in page.items
                                    )
                                }
                            )
                            for page in section.pages
                        )
                    }
                )
                for section in form.sections
            )
        }
    )
    assert only_shared(hidden, {"worry": ["pain"], "pain_back_nrs": 5}) == {"pain_back_nrs": 5}


def test_sick_days_name_the_weeks_they_were_asked_about_and_fill_only_as_many_days() -> None:
    (band,) = [one for one in course(PICTURE, "en", TIMELINE_WORDS).happenings if one.lane == "sick_leave"]
    assert band.ends_on == TODAY - timedelta(days=39)
    assert band.starts_on == TODAY - timedelta(days=67)
    assert band.begins == TODAY - timedelta(days=45)
    assert band.label == "6/28"


@pytest.mark.parametrize("days, length", [(1, 1), (3, 3), (28, 28), (40, 28)])
def test_the_bar_of_sick_days_is_as_long_as_there_were_days(days: int, length: int) -> None:
    picture = replace(PICTURE, answered=(answered("week_2", TODAY, sick_days_4w=days),), records=(), events=())
    drawing = clinician_sheet(picture, WORDS).drawing
    (mark,) = drawing.lanes[0].marks
    assert mark.shape == "hatch"
    assert mark.width == round((drawing.right - drawing.left) * length / 28)
    assert mark.x + mark.width == drawing.right
    assert mark.label == f"{days}/28"
    assert mark.sentence.startswith("16-04-2026 – 14-05-2026")
