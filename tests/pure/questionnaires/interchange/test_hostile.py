"""Whatever a file holds: an import never raises, and what it does not take it names."""

import csv
import io
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError

from questionnaires.definition.load import read
from questionnaires.definition.yaml_out import to_yaml
from questionnaires.interchange import fhir_in, fhir_out, redcap_in, redcap_out, xlsform_in, xlsform_out
from questionnaires.interchange import fhir_terms as ft
from questionnaires.interchange import redcap_terms as rt
from questionnaires.interchange import xlsform_terms as xt
from questionnaires.interchange.report import Imported
from tests.pure.questionnaires.interchange.rich import rich

ODD = [
    *(
        "",
        " ",
        "1",
        "-9",
        "a",
        "A b",
        "x" * 3000,
        "\x00",
        "\ud800",
        "=1+1",
        "é",
        "1,a|2,b",
        "1,a|1,b",
        "[a]='1'",
        "NaN",
    ),
    *("[a(1)]='1' or [a(2)]='1'", "not(not([a]='1'))", "rygvej {", "a | b", "@CHARLIMIT=''", "9" * 20, "1e999"),
    'rygvej {"groups":[{"id":[1]}],"pack":3}',
    'rygvej {"options":{"1":{"group":["x"]}},"label":{"da":{}},"display":["a"]}',
    'rygvej {"covers":["R1",2]}\n@TODAY',
    *("${a} = 1", "selected(${a},'1')", ". >= 9 and . <= 1.", ". >= 1..2 and . <= .", "string-length(.) <= 0"),
    *("start=a end=b step=2", "start=5 end=1 tick_labelset=a", "(" * 50),
]
odd = st.sampled_from(ODD)
loose = odd | st.text(max_size=30)
names = st.sampled_from(["a", "b", "a_2", "Å", "1", "record_id", "a" * 40]) | loose


def readable(imported: Imported) -> None:
    """A definition that was made can be written as a file and read again."""
    if imported.definition is None:
        assert imported.lines
    else:
        assert read(to_yaml(imported.definition), "again") == imported.definition


@given(st.text(max_size=200) | st.just("\ud800\x00"), st.binary(max_size=300))
def test_what_is_no_file_at_all(text: str, content: bytes) -> None:
    for imported in (redcap_in.read(text), redcap_in.read(text, other=text), fhir_in.read(text)):
        readable(imported)
    readable(xlsform_in.read(content))
    readable(xlsform_in.read(b"PK\x03\x04" + content))


REDCAP_TYPES = [
    *("radio", "dropdown", "checkbox", "yesno", "truefalse", "text", "notes", "slider", "descriptive", "calc"),
    *("sql", ""),
]
redcap_types = st.sampled_from(REDCAP_TYPES)
validations = st.sampled_from(["", "integer", "number", "number_1dp", "date_ymd", "email", "time"])
redcap_rows = st.fixed_dictionaries(
    {rt.NAME: names, rt.FORM: st.sampled_from(["f", "g", ""]), rt.TYPE: redcap_types, rt.VALIDATION: validations},
    optional={c: loose for c in rt.COLUMNS if c not in {rt.NAME, rt.FORM, rt.TYPE, rt.VALIDATION}},
)


@settings(max_examples=60)
@given(st.lists(redcap_rows, max_size=6), st.sampled_from([rt.COLUMNS, rt.API_NAMES]))
def test_a_data_dictionary_of_anything(rows: list[dict[str, str]], heads: tuple[str, ...]) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([[row.get(column, "") for column in rt.COLUMNS] for row in rows])
    for imported in (redcap_in.read(out.getvalue()), redcap_in.read(out.getvalue(), other=out.getvalue())):
        readable(imported)
        told = "\n".join(imported.lines)
        known = {item.id for item in imported.definition.items} if imported.definition else set()
        texts = [page.intro.da for page in imported.definition.pages if page.intro] if imported.definition else []
        for row in redcap_in._rows(out.getvalue(), redcap_in.Report(), "the file"):
            if f"form {row[rt.FORM]}: a file gives one" in told or row[rt.ANNOTATION].startswith("rygvej"):
                continue
            if row[rt.TYPE] == "descriptive":
                kept = not row[rt.LABEL] or any(row[rt.LABEL][:2000].rstrip() in text for text in texts)
                assert kept or "page " in told
            else:
                assert row[rt.NAME] in known or f"field {row[rt.NAME]}" in told


FHIR_KEYS = [
    *("text", "_text", "extension", "url", "valueCode", "valueCoding", "valueInteger"),
    *("enableWhen", "question", "operator", "answerCoding", "answerBoolean", "enableBehavior", "repeats", "maxLength"),
    *("answerOption", "code", "display", "valueCodeableConcept", "coding", "title", "language", "version"),
]
URLS = [*(ft.OWN + key for key in ft.OWN_ITEM), ft.ITEM_CONTROL, ft.MIN_VALUE, ft.GROUPS, ft.LABEL, ft.EXCLUSIVE]
SCALARS = [*ODD, *URLS, None, True, False, 0, -7, 10**30, 0.5, float("inf"), float("nan"), "slider", "=", "exists"]
FHIR_TYPES = [
    *("group", "display", "choice", "open-choice", "integer", "decimal", "string", "boolean", "date", "dateTime"),
    "quantity",
]


@st.composite
def json_value(draw: st.DrawFn, depth: int = 0) -> Any:
    kind = draw(st.integers(0, 2 if depth < 3 else 0))
    if kind == 0:
        return draw(st.sampled_from(SCALARS))
    if kind == 1:
        return [draw(json_value(depth + 1)) for _ in range(draw(st.integers(0, 2)))]
    keys = draw(st.lists(st.sampled_from(FHIR_KEYS), max_size=4))
    return {key: draw(json_value(depth + 1)) for key in keys}


@st.composite
def fhir_row(draw: st.DrawFn, depth: int = 0) -> dict[str, Any]:
    row = {key: draw(json_value()) for key in draw(st.lists(st.sampled_from(FHIR_KEYS), max_size=4))}
    if depth < 4:
        row["item"] = [draw(fhir_row(depth + 1)) for _ in range(draw(st.integers(0, 2)))]
    return {**row, "linkId": draw(names), "type": draw(st.sampled_from(FHIR_TYPES))}


@settings(max_examples=60)
@given(st.lists(fhir_row(), max_size=3), st.dictionaries(st.sampled_from(FHIR_KEYS), json_value(), max_size=3))
def test_a_questionnaire_of_anything(rows: list[dict[str, Any]], more: dict[str, Any]) -> None:
    text = json.dumps({**more, "resourceType": "Questionnaire", "item": rows})
    imported = fhir_in.read(text)
    readable(imported)
    told = "\n".join(imported.lines)
    known = {item.id for item in imported.definition.items} if imported.definition else set()
    for row in rows:
        link = fhir_in._link(row)
        assert row["type"] in {"group", "display"} or link in known or f"item {link}" in told


OURS = (json.dumps(fhir_out.write(rich()), ensure_ascii=False), redcap_out.write(rich()), xlsform_out.write(rich()))
cells = loose | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()
KINDS = [
    *("text", "integer", "decimal", "range", "date", "note", "acknowledge", "select_one a", "select_multiple b"),
    *("begin_group", "end_group", "begin repeat", "end repeat", "begin group", "end group", "geopoint", "", "begin"),
]
kinds = st.sampled_from(KINDS)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(kinds, st.fixed_dictionaries(dict.fromkeys(xt.SURVEY[1:], cells))), max_size=6),
    st.lists(st.fixed_dictionaries({"list_name": names, **dict.fromkeys(xt.CHOICES[1:], cells)}), max_size=6),
)
def test_a_workbook_of_anything(survey: list[tuple[str, dict[str, Any]]], choices: list[dict[str, Any]]) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    rows = [{"type": kind, **row} for kind, row in survey]
    for name, columns, lines in (("survey", xt.SURVEY, rows), ("choices", xt.CHOICES, choices)):
        sheet = book.create_sheet(name)
        sheet.append(columns)
        for line in lines:
            try:
                sheet.append([line[column] for column in columns])
            except IllegalCharacterError:
                return
    out = io.BytesIO()
    try:
        book.save(out)
    except UnicodeEncodeError:
        return
    readable(xlsform_in.read(out.getvalue()))


@settings(max_examples=25)
@given(st.data())
def test_a_file_of_ours_with_one_place_broken(data: st.DataObject) -> None:
    text, dictionary, workbook = OURS
    at = data.draw(st.integers(0, min(len(text), len(dictionary), len(workbook)) - 1))
    piece = data.draw(loose)
    readable(fhir_in.read(text[:at] + piece + text[at + 1 :]))
    readable(redcap_in.read(dictionary[:at] + piece + dictionary[at + 1 :]))
    readable(xlsform_in.read(workbook[:at] + b"\x7f" + workbook[at + 1 :]))


def test_very_deep_and_very_large_files() -> None:
    readable(fhir_in.read("[" * 100_000))
    row: dict[str, Any] = {"linkId": "deep", "type": "boolean", "text": "Deep"}
    for n in range(200):
        row = {"linkId": f"g{n}", "type": "group", "item": [row]}
    imported = fhir_in.read(json.dumps({"resourceType": "Questionnaire", "item": [row]}))
    assert [line for line in imported.lines if "groups deep" in line]
    huge = json.dumps({"resourceType": "Questionnaire", "item": []}).replace("[]", "[" + "9" * 6000 + "]")
    assert fhir_in.read(huge).definition is None
