"""A REDCap data dictionary read as a definition: one file, or one for each language.

Taken: text, notes, radio, dropdown, checkbox, yesno, truefalse, slider, descriptive. Not taken, with a line: calc,
file, sql, validations that our types do not have, required, matrices, piping and every action tag not listed here.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.interchange import extras
from questionnaires.interchange import redcap_terms as t
from questionnaires.interchange.cells import plain
from questionnaires.interchange.drafting import expressions
from questionnaires.interchange.drafting.draft import Draft
from questionnaires.interchange.report import Imported, Report
from questionnaires.interchange.words import clean, is_text, number

MOST_ROWS = 5000
_TAG = re.compile(r"@([A-Z][A-Z-]*)(?:\s*=\s*(?:'([^']*)'|\"([^\"]*)\"|(\S+)))?")
_MARKUP = re.compile(r"</?[a-zA-Z]|\[[a-z]\w*(?:\(\w+\))?\]")
_TEXTS = {"text": t.LABEL, "help": t.NOTE, "header": t.HEADER}
_CHOSEN = {"radio": "choice", "dropdown": "choice", "checkbox": "multi"}
_TEXT_TYPES = {"": "text", "integer": "integer", "date_ymd": "date", "date_dmy": "date", "date_mdy": "date"}
_BESIDE = ("group", "picture", "value")
_LEFT = {
    t.REQUIRED: "required; every question here may be left open",
    t.MATRIX: "in a matrix; it stands alone here",
    t.RANKING: "ranked; no question is here",
    t.QUESTION_NUMBER: "numbered; numbers are not kept here",
    t.ALIGNMENT: "aligned in its own way; the pages decide that here",
}
_YES_NO = {"yesno", "truefalse"}
Found = dict[str, Any]


def read(text: str, slug: str = "", language: str = "da", other: str | None = None) -> Imported:
    """The instrument of that file; `other` is the file in the other language, `slug` the form if there are several."""
    report = Report()
    rows = _rows(text, report, "the file")
    second = "en" if language == "da" else "da"
    found = [(row, _found(row, language, report)) for row in rows]
    if other is not None:
        translated = {row[t.NAME]: _found(row, second, Report()) for row in _rows(other, report, "the second file")}
        found = [(row, _merged(values, translated.pop(row[t.NAME], {}))) for row, values in found]
        for name in translated:
            report.say(f"field {name}", "it stands in the second file only and was not taken.")
    forms = list(dict.fromkeys(row[t.FORM] for row in rows))
    form = slug if slug and slug in forms else next(iter(forms), "")
    for left in forms:
        if left != form:
            report.say(f"form {left}", f"a file gives one instrument, here {form}; this form was not taken.")
    draft = Draft(report)
    about: Found = {}
    for at, (row, values) in enumerate(found):
        if row[t.FORM] == form:
            _add(draft, row, values, about, language, first=at == 0)
    return draft.finish(slug or form, about, f"form {form or 'without a name'}")


def _rows(text: str, report: Report, which: str) -> list[dict[str, str]]:
    """The rows by column, whichever of the two sets of headings the file has."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff").replace("\x00", ""), newline=""))
    rows: list[dict[str, str]] = []
    try:
        heads = [clean(head).strip('"') for head in next(reader, [])]
        heads = [t.COLUMNS[t.API_NAMES.index(head)] if head in t.API_NAMES else head for head in heads]
        if t.NAME not in heads or t.TYPE not in heads:
            report.say(which, f"the first line has no columns {t.NAME} and {t.TYPE}; it is no data dictionary.")
            return []
        for head in heads:
            if head not in t.COLUMNS:
                report.say(which, f"the column {head!r} is not one of the 18 and was not read.")
        for cells in reader:
            if len(rows) >= MOST_ROWS:
                report.say(which, f"more than {MOST_ROWS} rows; the rest was not read.")
                break
            if len(cells) > len(heads):
                report.say(f"{which}, line {reader.line_num}", "there are more cells than columns; they were not read.")
            row = dict.fromkeys(t.COLUMNS, "")
            row |= {head: clean(plain(cell)) for head, cell in zip(heads, cells, strict=False) if head in row}
            if row[t.NAME]:
                rows.append(row)
            elif any(row.values()):
                report.say(f"{which}, line {reader.line_num}", "the row has no field name and was not taken.")
    except csv.Error as error:
        report.say(f"{which}, line {reader.line_num}", f"the rest is no CSV ({error}) and was not read.")
    return rows


def _found(row: Mapping[str, str], language: str, report: Report) -> Found:
    """What a row says, texts in its language."""
    where = f"field {row[t.NAME]}"
    beside, more = extras.read(row[t.ANNOTATION], language)
    kind, found = row[t.TYPE].lower(), {key: value for key, value in beside.items() if key != "options"}
    found |= {column: {language: row[head]} for column, head in _TEXTS.items()}
    if any(_MARKUP.search(row[head]) for head in _TEXTS.values()):
        report.say(where, "a text has HTML tags or the value of another field in it; they were read as plain words.")
    if kind in _CHOSEN:
        found |= {"type": _CHOSEN[kind], "options": list(_options(row, beside.get("options"), language, report, where))}
    elif kind in _YES_NO:
        found["type"] = "boolean"
    elif kind == "slider":
        found |= {"type": "scale", **_range(row, 0, 100), **_ends(row, language, report, where)}
    elif kind in {"text", "notes"}:
        found |= _typed(row, report, where)
    elif kind != "descriptive":
        found["type"] = None
    if row[t.IDENTIFIER].lower() == "y":
        found["privacy"] = "identifying"
    _tags(more, found, report, where)
    return found


def _typed(row: Mapping[str, str], report: Report, where: str) -> Found:
    validation = row[t.VALIDATION].lower()
    if validation.startswith("number"):
        return {"type": "decimal", **_range(row)}
    kind = _TEXT_TYPES.get(validation)
    if kind == "date" and (row[t.MIN] or row[t.MAX]):
        report.say(where, "dates have no range here; the earliest and latest date were not taken.")
    if kind is None:
        report.say(where, f"the validation {validation} is not known here; the field became a plain text.")
    return {"type": kind or "text", **(_range(row) if kind == "integer" else {})}


def _range(row: Mapping[str, str], low: int | None = None, high: int | None = None) -> Found:
    least, most = number(row[t.MIN]), number(row[t.MAX])
    return {"min": low if least is None else least, "max": high if most is None else most}


def _ends(row: Mapping[str, str], language: str, report: Report, where: str) -> Found:
    words = [clean(part) for part in row[t.CHOICES].split("|")] if row[t.CHOICES] else []
    if len(words) > 2 and any(words[1:-1]):
        report.say(where, f"a scale names its two ends only; {' | '.join(words[1:-1])} was not taken.")
    if len(words) < 2 or not words[0] or not words[-1]:
        return {}
    return {"ends": {"low": {language: words[0]}, "high": {language: words[-1]}}}


def _options(row: Mapping[str, str], beside: object, language: str, report: Report, where: str) -> Iterator[Found]:
    more = beside if isinstance(beside, dict) else {}
    for part in row[t.CHOICES].split("|"):
        code, comma, label = (clean(piece) for piece in part.partition(","))
        if not code or not comma:
            report.say(where, f"the choice {clean(part)!r} is not of the form code, text and was not taken.")
            continue
        known = more.get(code)
        kept = {key: known[key] for key in _BESIDE if key in known} if isinstance(known, dict) else {}
        yield {"code": code, "label": {language: label}, **kept}


def _tags(text: str, found: Found, report: Report, where: str) -> None:
    """Take the action tags we know into what was found; name the others."""
    for tag, single, double, bare in _TAG.findall(text):
        value = single or double or bare
        if tag == "NONEOFTHEABOVE":
            alone = {code.strip() for code in value.split(",")}
            for option in found.get("options", []):
                if option["code"] in alone:
                    option["exclusive"] = True
        elif tag == "CHARLIMIT" and isinstance(number(value), int) and found.get("type") == "text":
            found["max_length"] = number(value)
        elif tag == "TODAY" and found.get("type") == "date":
            found["fill"] = "today"
        else:
            report.say(where, f"the action tag @{tag} is not known here and was not taken.")
    words = clean(_TAG.sub("", text))
    if words:
        report.say(where, f"the annotation {words[:60]!r} was not taken.")


def _merged(first: Any, second: Any) -> Any:
    """Both languages of the same row in one; everything but texts comes from the first."""
    if is_text(first) and is_text(second):
        return {**second, **first}
    if isinstance(first, dict) and isinstance(second, dict):
        return {key: _merged(value, second.get(key)) for key, value in first.items()}
    if isinstance(first, list) and isinstance(second, list):
        return [_matched(value, second) for value in first]
    return first


def _matched(value: Any, others: list[Any]) -> Any:
    """An option or group merged with the one of the same code or id."""
    key = "code" if isinstance(value, dict) and "code" in value else "id"
    if not isinstance(value, dict) or key not in value:
        return value
    same = [other for other in others if isinstance(other, dict) and other.get(key) == value[key]]
    return _merged(value, same[0]) if same else value


def _add(draft: Draft, row: Mapping[str, str], found: Found, about: Found, language: str, *, first: bool) -> None:
    name, report = row[t.NAME], draft.report
    where = f"field {name}"
    if first and row[t.TYPE].lower() == "text" and not row[t.ANNOTATION] and not row[t.BRANCHING]:
        report.say(where, "the record id was not taken; people have their study number.")
        return
    if found.get("about") == "instrument":
        about |= {"intro": found["text"], **{key: found.get(key) for key in ("title", "kind", "number")}}
        return
    section, page = clean(found.pop("section", None)), clean(found.pop("page", None))
    if row[t.HEADER]:
        draft.section(section or f"section_{len(draft.sections) + 1}", found["header"], where)
        draft.page(page or f"page_{len(draft.taken['page']) + 1}", where)
    elif page:
        draft.page(page, where)
    if row[t.TYPE].lower() == "descriptive":
        draft.intro(found["text"], where)
        if row[t.BRANCHING]:
            report.say(where, "the text over a page has no condition here; it is always shown.")
        return
    if found.get("type") is None:
        report.say(where, f"a field of the type {row[t.TYPE] or 'nothing'} has no place here and was not taken.")
        return
    if found.get("pack"):
        report.say(where, f"it is a position of the pack {clean(found['pack'])}: its words come from there.")
    for column, what in _LEFT.items():
        if row[column] and row[column].lower() != "n":
            report.say(where, f"the field is {what}.")
    if row[t.CHOICES] and found["type"] not in {"choice", "multi", "scale", "boolean"}:
        report.say(where, f"choices do not belong to a {row[t.TYPE]} field and were not taken.")
    found["enable_when"] = _rule(draft, row[t.BRANCHING], where)
    draft.item(name, found, where)


def _rule(draft: Draft, text: str, where: str) -> Found | None:
    if not text:
        return None
    try:
        return dict(expressions.read(text, draft.pieces.original_codes))
    except ValueError as error:
        draft.report.say(where, f"{error} The condition was left out: the question is shown to everybody.")
        return None
