"""The REDCap data dictionary: what it says, that it comes back, what it cannot hold."""

import csv
import io

import pytest

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Definition
from questionnaires.interchange import redcap_in, redcap_out
from questionnaires.interchange import redcap_terms as t
from tests.pure.questionnaires.instruments import instrument, item, options
from tests.pure.questionnaires.interchange.rich import rich

SHIPPED = read_folder()
HEADER = (
    "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"
    '"Choices, Calculations, OR Slider Labels",Field Note,Text Validation Type OR Show Slider Number,'
    "Text Validation Min,Text Validation Max,Identifier?,Branching Logic (Show field only if...),"
    "Required Field?,Custom Alignment,Question Number (surveys only),Matrix Group Name,Matrix Ranking?,"
    "Field Annotation"
)


def rows(definition: Definition, language: str = "da") -> dict[str, dict[str, str]]:
    reader = csv.DictReader(io.StringIO(redcap_out.write(definition, language), newline=""))
    return {row[t.NAME]: row for row in reader}


def dictionary(*lines: str) -> str:
    """A file of another project: heading, record id, these lines."""
    return "\n".join([HEADER, "study_id,visit,,text,Study ID,,,,,,,,,,,,,", *lines, ""])


def both(definition: Definition) -> tuple[str, str]:
    return redcap_out.write(definition, "da"), redcap_out.write(definition, "en")


@pytest.mark.parametrize("definition", [*SHIPPED.values(), rich()], ids=[*SHIPPED, "rich"])
def test_two_files_bring_every_instrument_back(definition: Definition) -> None:
    danish, english = both(definition)
    imported = redcap_in.read(danish, language="da", other=english)
    assert imported.definition == definition
    waiting = [name for name in imported.lines if "position of the pack" in name]
    markup = [line for line in imported.lines if "HTML tags" in line]
    assert len(waiting) == sum(1 for one in definition.items if one.pack)
    assert len(imported.lines) == len(waiting) + len(markup) + 1  # the record id


def test_the_second_language_is_what_one_file_cannot_hold() -> None:
    definition = SHIPPED["gp_first"]
    imported = redcap_in.read(redcap_out.write(definition, "da"))
    assert imported.definition is not None
    for ours, theirs in zip(definition.items, imported.definition.items, strict=True):
        assert (theirs.text or theirs.label).da == (ours.text or ours.label).da == (theirs.text or theirs.label).en
        assert [option.code for option in theirs.options] == [option.code for option in ours.options]
    assert [line for line in imported.lines if "texts have no English" in line]


@pytest.mark.parametrize("definition", [*SHIPPED.values(), rich()], ids=[*SHIPPED, "rich"])
def test_the_file_keeps_the_rules_of_a_data_dictionary(definition: Definition) -> None:
    text = redcap_out.write(definition, "da")
    assert text.splitlines()[0] == HEADER
    assert "\r" not in text
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert found[0][t.NAME] == "record_id"
    names = [row[t.NAME] for row in found]
    assert len(names) == len(set(names))
    for row in found:
        assert len(row[t.NAME]) <= 26
        assert row[t.FORM] == definition.slug
        assert row[t.LABEL]
        assert row[t.TYPE] in {"text", "notes", "radio", "checkbox", "yesno", "slider", "descriptive"}
    assert {one.id for one in definition.items} <= set(names)


@pytest.mark.parametrize("definition", [*SHIPPED.values(), rich()], ids=[*SHIPPED, "rich"])
def test_no_cell_begins_a_formula(definition: Definition) -> None:
    for language in ("da", "en"):
        for row in csv.reader(io.StringIO(redcap_out.write(definition, language), newline="")):
            for cell in row:
                assert cell[:1] not in set("=+-@\t\r\n＝＋－＠") or cell.lstrip("-").replace(".", "").isdigit()


def test_types_ranges_choices_and_tags() -> None:
    found = rows(rich(), "en")
    assert (found["yes"][t.TYPE], found["mode"][t.TYPE]) == ("yesno", "radio")
    assert found["mode"][t.CHOICES] == "line, en line | number, en number | faces, en faces"
    low = found["low"]
    assert (low[t.TYPE], low[t.MIN], low[t.MAX], low[t.VALIDATION]) == ("slider", "-5", "5", "number")
    assert low[t.CHOICES].endswith(" | | en high")
    assert (found["weight"][t.VALIDATION], found["weight"][t.IDENTIFIER]) == ("number", "y")
    assert (found["when"][t.VALIDATION], found["story"][t.TYPE]) == ("date_ymd", "notes")
    assert found["when"][t.ANNOTATION].splitlines()[1:] == ["@TODAY"]
    assert found["line"][t.ANNOTATION].splitlines()[1:] == ["@CHARLIMIT='60'"]
    assert found["body"][t.ANNOTATION].splitlines()[1:] == ["@NONEOFTHEABOVE='none'"]
    assert found["days"][t.LABEL].startswith("'-2 ")


@pytest.mark.parametrize(
    ("name", "logic"),
    [
        ("is_yes", "[yes] = '1'"),
        ("not_no", "[yes] <> '0'"),
        ("as_line", "[mode] <> 'line'"),
        ("upright", "[body(L02)] = '1'"),
        ("no_neck", "[body(neck)] <> '1'"),
        ("any_body", "([body(neck)] = '1' or [body(L02)] = '1' or [body(none)] = '1')"),
        ("between", "([how_bad] <> '' and [how_bad] >= '20') and ([how_bad] <> '' and [how_bad] < '80')"),
        ("told", "[line] <> ''"),
        ("untold", "[line] = ''"),
        ("either", "[yes] = '1' or [days] = '3'"),
    ],
)
def test_branching_logic(name: str, logic: str) -> None:
    assert rows(rich())[name][t.BRANCHING] == logic


def test_a_bar_in_a_text_becomes_a_slash() -> None:
    words = {"da": "a | b", "en": "c|d"}
    definition = instrument([item("it", "choice", options=[{"code": "a", "label": words}, *options("b")])])
    assert rows(definition, "da")["it"][t.CHOICES] == "a, a / b | b, da b"


def test_a_foreign_dictionary_with_everything_it_may_have() -> None:
    text = dictionary(
        'sex,visit,About you,radio,Sex,"1, Man | 2, Woman | -9, Unknown",,,,,y,,y,,,,,',
        "bmi,visit,,calc,BMI,[kg]/([m]^2),,,,,,,,,,,,",
        "scan,visit,,file,Scan,,,,,,,,,,,,,",
        "kg,visit,,text,Weight,,in kilos,number,30,250,,[sex] = '2' or [sex] = '-9',,,,,,",
        "odd,visit,,text,Odd,,,phone,,,,datediff([kg]) > 3,,RH,,,,@HIDDEN @READONLY",
        "Other_Name,visit,,notes,Anything <b>else</b>?,,,,,,,,,,,,,",
        "twice,lab,,text,Another form,,,,,,,,,,,,,",
    )
    imported = redcap_in.read("\ufeff" + text, language="en")
    assert imported.definition is not None
    assert [one.id for one in imported.definition.items] == ["sex", "kg", "odd", "other_name"]
    sex, kg, odd, _ = imported.definition.items
    assert [option.code for option in sex.options] == ["1", "2", "minus_9"]
    assert sex.privacy == "identifying"
    assert kg.enable_when is not None
    assert [one.answer for one in kg.enable_when.any] == ["2", "minus_9"]
    assert (kg.min, kg.max, odd.enable_when) == (30, 250, None)
    told = "\n".join(imported.lines)
    for words in (
        "field study_id: the record id was not taken",
        "field sex: the code '-9' cannot be kept",
        "field sex: the field is required",
        "field bmi: a field of the type calc",
        "field scan: a field of the type file",
        "field odd: the validation phone is not known here",
        "field odd: the condition is not understood from",
        "field odd: the action tag @HIDDEN is not known here",
        "field odd: the action tag @READONLY is not known here",
        "field odd: the field is aligned in its own way",
        "field Other_Name: the name 'Other_Name' cannot be kept",
        "field Other_Name: a text has HTML tags",
        "form lab: a file gives one instrument, here visit",
        "texts have no Danish",
    ):
        assert words in told


def test_a_condition_on_what_was_not_taken_is_named() -> None:
    text = dictionary("bmi,visit,,calc,BMI,[kg],,,,,,,,,,,,", "fat,visit,,yesno,Sure?,,,,,,,[bmi] > 30,,,,,,")
    imported = redcap_in.read(text, language="en")
    assert imported.definition is not None
    assert imported.definition.items[0].enable_when is None
    assert [line for line in imported.lines if line.startswith("field fat: the condition names 'bmi'")]
