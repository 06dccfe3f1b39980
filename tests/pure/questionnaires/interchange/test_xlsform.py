"""The XLSForm workbook: compiles without a warning, comes back whole, holds no formula."""

import io
import shutil
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Definition
from questionnaires.interchange import xlsform_in, xlsform_out
from tests.pure.questionnaires.instruments import instrument, item, when
from tests.pure.questionnaires.interchange.rich import rich

SHIPPED = read_folder()
every = pytest.mark.parametrize("definition", [*SHIPPED.values(), rich()], ids=[*SHIPPED, "rich"])


def row(definition: Definition, name: str) -> dict[str, str]:
    return next(one for one in xlsform_out.sheets(definition)["survey"][1] if one.get("name") == name)


def workbook(survey: list[list[Any]], choices: list[list[Any]], settings: list[list[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in (("survey", survey), ("choices", choices), ("settings", settings)):
        sheet = book.create_sheet(name)
        for values in rows:
            sheet.append(values)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@every
def test_it_compiles_without_a_warning(definition: Definition) -> None:
    from pyxform.xls2xform import convert

    compiled = convert(io.BytesIO(xlsform_out.write(definition)))
    assert compiled.warnings == []
    for language in ("Dansk (da)", "English (en)"):
        assert f'<translation lang="{language}"' in compiled.xform


@pytest.mark.skipif(shutil.which("java") is None, reason="ODK Validate comes with pyxform and is run by java")
@every
def test_odk_validate_takes_it(definition: Definition) -> None:
    from pyxform.xls2xform import convert

    compiled = convert(io.BytesIO(xlsform_out.write(definition)), file_type=".xlsx", validate=True)
    assert compiled.warnings == []


@every
def test_it_comes_back_as_it_was(definition: Definition) -> None:
    for language in ("da", "en"):
        imported = xlsform_in.read(xlsform_out.write(definition, language))
        assert imported.definition == definition
        waiting = [line for line in imported.lines if "position of the pack" in line]
        assert list(imported.lines) == waiting
        assert len(waiting) == sum(1 for one in definition.items if one.pack)


@every
def test_no_cell_is_a_formula(definition: Definition) -> None:
    book = load_workbook(io.BytesIO(xlsform_out.write(definition)))
    cells = [cell for sheet in book.worksheets for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}


def test_types_parameters_and_constraints() -> None:
    low = row(rich(), "low")
    assert (low["type"], low["parameters"]) == ("range", "start=-5 end=5 step=1 tick_labelset=low")
    assert row(rich(), "yes")["type"] == "select_one yes_no"
    assert row(rich(), "tick")["type"] == "acknowledge"
    assert row(rich(), "days")["constraint"] == ". >= 0 and . <= 28"
    assert row(rich(), "line")["constraint"] == "string-length(.) <= 60"
    assert row(rich(), "body")["constraint"] == "not(selected(., 'none') and count-selected(.) > 1)"
    assert row(rich(), "when")["default"] == "today()"


@pytest.mark.parametrize(
    ("name", "relevant"),
    [
        ("is_yes", "${yes} = '1'"),
        ("ticked", "${tick} = 'OK'"),
        ("upright", "selected(${body}, 'L02')"),
        ("no_neck", "not(selected(${body}, 'neck'))"),
        ("between", "${how_bad} >= 20 and ${how_bad} < 80"),
        ("later", "${when} >= date('2026-01-31')"),
        ("untold", "${line} = ''"),
        ("either", "${yes} = '1' or ${days} = 3"),
    ],
)
def test_relevant_expressions(name: str, relevant: str) -> None:
    assert row(rich(), name)["relevant"] == relevant


def test_a_foreign_form_and_what_it_has_that_we_have_not() -> None:
    survey = [
        ["type", "name", "label", "label::Français (fr)", "relevant", "constraint", "appearance", "required", "media"],
        ["start", "start"],
        ["select_one colour", "Colour", "Which colour?", "Quelle couleur?", None, None, "minimal", "yes", "x.png"],
        ["select_multiple colour or_other", "more", "Which others?"],
        ["integer", "age", "How old?", None, "${Colour} = 'red'", ". > 17"],
        ["begin repeat", "child", "Child"],
        ["text", "child_name", "Name"],
        ["end repeat"],
        ["geopoint", "here", "Where?"],
        ["range", "mood", "Mood?"],
        ["text", "why", "Why?", None, "string-length(${age}) > 1"],
        ["calculate", "double"],
    ]
    choices = [["list_name", "name", "label"], ["colour", "red", "Red"], ["colour", "blue", "Blue"], [None, "x", "X"]]
    imported = xlsform_in.read(workbook(survey, choices, [["form_title", "form_id", "style"], ["A form", "a1", "p"]]))
    assert imported.definition is not None
    assert (imported.definition.slug, imported.definition.title.en) == ("a1", "A form")
    assert [one.id for one in imported.definition.items] == ["colour", "more", "age", "mood", "why"]
    age = imported.definition.items[2]
    assert age.enable_when is not None
    assert age.enable_when.all[0].item == "colour"
    told = "\n".join(imported.lines)
    for words in (
        "sheet survey: texts in Français (fr) were not taken",
        "sheet survey: the column required has no place here",
        "sheet survey: the column media has no place here",
        "sheet choices, row 4: it has no list_name",
        "sheet settings: style has no place here",
        "row 2 (start): it is written by the device",
        "row 3 (Colour): the appearance minimal was not taken",
        "row 4 (more): or_other was not taken",
        "row 5 (age): the constraint '. > 17'",
        "row 5 (age): the range is open",
        "row 6 (child): questions that repeat",
        "row 7 (child_name): it stands in a repeat",
        "row 9 (here): the type geopoint has no place here",
        "row 10 (mood): the ends of the scale have no words",
        "row 11 (why): the condition is not understood",
        "row 12 (double): the type calculate",
        "texts have no Danish",
    ):
        assert words in told


def test_a_no_to_a_tick_is_what_it_cannot_hold() -> None:
    definition = instrument([item("tick", tick=True), item("then", enable_when=when("tick", "=", False))])
    assert row(definition, "then")["relevant"] == "${tick} != 'OK'"
    imported = xlsform_in.read(xlsform_out.write(definition))
    assert imported.definition is not None
    assert imported.definition.items[1].enable_when is not None
    assert imported.definition.items[1].enable_when.all[0].operator == "!="
    assert imported.definition.items[1].enable_when.all[0].answer is True
