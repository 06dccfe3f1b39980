"""Every shipped questionnaire on paper, in both languages: all its questions, and its branching in words."""

import io
import re
from html import unescape

import pytest
import pytest_django
from pypdf import PdfReader

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Definition
from questionnaires.presenters.paper import pdf as paper_pdf
from questionnaires.presenters.paper import sheet as paper
from tests.pure.questionnaires.instruments import document, instrument, item, options, text, when

SHIPPED = read_folder()
LANGUAGES = ("da", "en")
ONLY_ON_A_SCREEN = {"d_display"}  # how the scale is drawn


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.mark.parametrize("slug", sorted(SHIPPED))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_with_words_stands_on_the_sheet(slug: str, language: str) -> None:
    definition = SHIPPED[slug]
    sheet = paper.paper(definition, language)
    words = plain(paper.html(sheet))
    asked = [one for one in definition.items if one.text and one.id not in ONLY_ON_A_SCREEN]
    assert [question.id for question in sheet.questions] == [one.id for one in asked]
    assert [question.number for question in sheet.questions] == list(range(1, len(asked) + 1))
    for one, question in zip(asked, sheet.questions, strict=True):
        assert one.text is not None
        assert plain(one.text.within(language)) in words
        for option in one.options:
            assert plain(option.label.within(language)) in words
        assert bool(question.only_if) == (one.enable_when is not None)
        if question.kind == "scale":
            assert len(question.boxes) == 11
    assert f"{definition.slug} {definition.number}" in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_patients_sheet_says_whom_to_call_and_that_questions_may_be_skipped(language: str) -> None:
    words = plain(paper.html(paper.paper(SHIPPED["baseline_a"], language)))
    for sentence in {
        "da": ("Du kan springe alle spørgsmål over.", "+45 12 34 56 78", "112", "Ingen læser dine svar med det samme."),
        "en": ("You may skip any question.", "+45 12 34 56 78", "112", "Nobody reads your answers right away."),
    }[language]:
        assert sentence in words
    assert "%(" not in words


def sheet_of(*items: dict[str, object], language: str = "en") -> paper.Paper:
    return paper.paper(instrument(list(items)), language)


@pytest.mark.parametrize(
    ("first", "rule", "only_if", "otherwise"),
    [
        ("boolean", when("it", "=", True), "you answered “Yes” to question 1", "If you answered “No”: go to the end."),
        (
            "choice",
            when("it", "!=", "a"),
            "you answered something other than “en a” to question 1",
            "If you answered “en a”: go to the end.",
        ),
        ("choice", when("it", "=", "a"), "you answered “en a” to question 1", "something other than “en a”"),
        ("multi", when("it", "contains", "b"), "you ticked “en b” in question 1", "If you did not tick “en b”"),
        ("text", when("it", "exists", True), "you answered question 1", "If you skip this question: go to the end."),
        ("text", when("it", "exists", False), "you did not answer question 1", ""),
        ("integer", when("it", ">", 3), "you wrote more than 3 in question 1", ""),
        ("integer", when("it", "<=", 3), "you wrote 3 or less in question 1", ""),
    ],
)
def test_a_condition_in_words(first: str, rule: dict[str, object], only_if: str, otherwise: str) -> None:
    sheet = sheet_of(item("it", first), item("then", enable_when=rule))
    assert sheet.questions[1].only_if == f"Only if {only_if}."
    assert otherwise in sheet.questions[0].otherwise
    assert bool(otherwise) == bool(sheet.questions[0].otherwise)


def test_a_tick_and_where_to_go_on() -> None:
    rule = when("it", "=", True)
    sheet = sheet_of(item("it", tick=True), item("a", enable_when=rule), item("b", enable_when=rule), item("c"))
    assert sheet.questions[0].otherwise == "Not ticked: go to question 4."
    assert sheet.questions[2].only_if == "Only if you ticked the box in question 1."


def test_in_danish() -> None:
    sheet = sheet_of(item("it"), item("then", enable_when=when("it", "=", True)), item("last"), language="da")
    assert sheet.questions[1].only_if == "Kun hvis du svarede »Ja« på spørgsmål 1."
    assert sheet.questions[0].otherwise == "Hvis du svarede »Nej«: gå til spørgsmål 3."


def packed() -> Definition:
    licensed = {"id": "licensed", "type": "boolean", "label": text(), "pack": "some"}
    either = {"any": [*when("licensed", "=", True)["all"], *when("own", "=", True)["all"]]}
    return instrument(
        [
            item("own"),
            licensed,
            item("gone", enable_when=when("licensed", "=", True)),
            item("either", enable_when=either),
            item("always", enable_when=when("licensed", "!=", True)),
        ]
    )


def test_what_has_no_words_and_what_hangs_on_it_is_left_out() -> None:
    sheet = paper.paper(packed(), "en")
    assert [question.id for question in sheet.questions] == ["own", "either", "always"]
    assert sheet.questions[1].only_if == "Only if you answered “Yes” to question 1."
    assert sheet.questions[2].only_if == ""


def test_long_scales_are_written_and_groups_have_headings() -> None:
    groups = [{"id": "kind", "label": text("kind")}]
    grouped = [{**options("x")[0], "group": "kind"}, *options("y")]
    sheet = sheet_of(item("wide", "scale", max=100), item("many", "multi", options=grouped, groups=groups))
    assert sheet.questions[0].kind == "number"
    assert [(box.code, box.heading) for box in sheet.questions[1].boxes] == [("y", ""), ("x", "en kind")]
    html = paper.html(sheet)
    assert "a number from 0 to 100" in html
    assert "en kind" in html


def test_a_record_template_asks_no_doctor_to_rather_not_say() -> None:
    sheet = paper.paper(SHIPPED["gp_first"], "en")
    assert not any(question.may_prefer_not for question in sheet.questions)
    assert document(kind="clinician")["kind"] == SHIPPED["gp_first"].kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_press_prints_it_with_tags_and_page_numbers(language: str, settings: pytest_django.Settings) -> None:
    settings.STUDY_RETURN_ADDRESS = "Rygvej, Eksempelvej 1, 5000 Odense C"
    sheet = paper.paper(SHIPPED["baseline_a"], language, study_number="R4821937-5")
    made = PdfReader(io.BytesIO(paper_pdf.printed(paper.html(sheet))))
    words = " ".join(re.sub(r"\s+", " ", page.extract_text()) for page in made.pages)
    assert len(made.pages) > 3
    assert f"1 / {len(made.pages)}" in words
    assert "baseline_a" in words
    assert "R4821937-5" in words
    assert "5000 Odense C" in words
    for question in sheet.questions:
        assert question.words.split(":")[-1].strip()[:25] in words
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    width, height = made.pages[0].mediabox.width, made.pages[0].mediabox.height
    assert (round(float(width)), round(float(height))) == (595, 842)
