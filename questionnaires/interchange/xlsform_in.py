"""An XLSForm workbook read as a definition.

Taken: text, note, integer, decimal, range, date, acknowledge, select_one, select_multiple, groups. Not taken, with a
line: repeats, calculations, media, places, other types, languages but Danish and English, and constraints that are
neither a range, a length nor one answer that excludes the others.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

from openpyxl import load_workbook

from questionnaires.interchange import extras
from questionnaires.interchange import xlsform_terms as t
from questionnaires.interchange.drafting import expressions
from questionnaires.interchange.drafting.draft import Draft
from questionnaires.interchange.report import Imported, Report
from questionnaires.interchange.words import LANGUAGES, clean, number

MOST_ROWS = 5000
MOST_COLUMNS = 100
MOST_BYTES = 50_000_000
_LANGUAGE = re.compile(r"(label|hint)(?:::?\s*(.+?)\s*)?")
_RANGE = re.compile(r"\.\s*>=\s*(-?[\d.]+)\s+and\s+\.\s*<=\s*(-?[\d.]+)")
_LENGTH = re.compile(r"string-length\(\.\)\s*<=\s*(\d+)")
_ALONE = re.compile(r"not\(selected\(\., ?'([^']+)'\) and count-selected\(\.\) ?> ?1\)")
_TYPES = {
    **dict.fromkeys(("text", "string"), "text"),
    **dict.fromkeys(("integer", "int"), "integer"),
    "decimal": "decimal",
    "range": "scale",
    "date": "date",
    "today": None,
    "acknowledge": "boolean",
    "trigger": "boolean",
}
_META = frozenset({"start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "simserial"})
_KNOWN = frozenset({"type", "name", "relevant", "constraint", "parameters", "appearance", "default", t.OWN})
Row = dict[str, str]
Found = dict[str, Any]


def read(content: bytes) -> Imported:
    """The instrument of that .xlsx file."""
    report = Report()
    sheets = _sheets(content, report)
    if not sheets.get("survey"):
        report.say("the file", "it has no sheet survey with rows; nothing was taken.")
        return Imported(None, tuple(report.lines))
    return _Reader(sheets, report).whole()


def _sheets(content: bytes, report: Report) -> dict[str, list[Row]]:
    """Rows by heading of the sheets we know; broken files give none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
                report.say("the file", f"unpacked it has more than {MOST_BYTES // 1_000_000} MB; it was not read.")
                return {}
        book = load_workbook(io.BytesIO(content), read_only=True)
        return {
            sheet.title.lower(): _rows(sheet, report)
            for sheet in book.worksheets
            if sheet.title.lower() in {"survey", "choices", "settings"} or _other(sheet.title, report)
        }
    except Exception as error:  # a broken workbook fails in the reader in many ways
        report.say("the file", f"it is no workbook that can be read as .xlsx ({type(error).__name__}).")
        return {}


def _other(title: str, report: Report) -> bool:
    report.say(f"sheet {title}", "it is none of survey, choices and settings and was not read.")
    return False


def _rows(sheet: Any, report: Report) -> list[Row]:
    rows: list[Row] = []
    heads: list[str] = []
    for cells in sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True):
        values = [_cell(value) for value in cells]
        if not heads:
            heads = values
            continue
        rows.append({head: value for head, value in zip(heads, values, strict=False) if head and value})
    if (sheet.max_row or 0) > MOST_ROWS + 1:
        report.say(f"sheet {sheet.title}", f"more than {MOST_ROWS} rows; the rest was not read.")
    return rows


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else clean(str(value))


class _Reader:
    def __init__(self, sheets: Mapping[str, list[Row]], report: Report) -> None:
        self.report = report
        self.survey = sheets["survey"]
        self.settings = next(iter(sheets.get("settings", [])), {})
        default = re.search(r"\((\w\w)\)", self.settings.get("default_language", ""))
        self.language = default[1] if default and default[1] in LANGUAGES else "en"
        self.lists: dict[str, list[Row]] = {}
        for at, row in enumerate(sheets.get("choices", []), start=2):
            name = row.get("list_name") or row.get("list name") or ""
            if name:
                self.lists.setdefault(name, []).append(row)
            elif row:
                report.say(f"sheet choices, row {at}", "it has no list_name and was not taken.")
        self.draft = Draft(report)
        self.about: Found = {}
        self.groups: list[str] = []
        self.skipped = 0

    def whole(self) -> Imported:
        self.columns("survey", self.survey, _KNOWN)
        self.columns("choices", [row for rows in self.lists.values() for row in rows], _CHOICE_COLUMNS)
        for key in sorted(set(self.settings) - set(t.SETTINGS)):
            self.report.say("sheet settings", f"{key} has no place here and was not taken.")
        for at, row in enumerate(self.survey, start=2):
            if row:
                self.row(row, f"row {at} ({row.get('name') or row.get('type') or 'without a name'})")
        title = {self.language: self.settings.get("form_title", "")}
        self.about["title"] = self.about.get("title") or title
        self.about["number"] = number(self.settings.get("version"))
        return self.draft.finish(self.settings.get("form_id", ""), self.about, "the form")

    def columns(self, sheet: str, rows: list[Row], known: frozenset[str]) -> None:
        """Name the columns that nobody reads."""
        for key in dict.fromkeys(key for row in rows for key in row):
            if key in known:
                continue
            match = _LANGUAGE.fullmatch(key)
            if match is None:
                self.report.say(f"sheet {sheet}", f"the column {key} has no place here and was not taken.")
            elif match[2] and _language(match[2]) is None:
                self.report.say(f"sheet {sheet}", f"texts in {match[2]} were not taken.")

    def words(self, row: Row, column: str) -> dict[str, str]:
        """The text of a column in every language it has."""
        found: dict[str, str] = {}
        for key, value in row.items():
            match = _LANGUAGE.fullmatch(key)
            if match and match[1] == column:
                language = _language(match[2]) if match[2] else self.language
                if language:
                    found.setdefault(language, value)
        return found

    def row(self, row: Row, where: str) -> None:
        kind, *rest = row.get("type", "").split() or [""]
        kind = kind.lower().replace("begin", "begin_group" if rest[:1] == ["group"] else "begin")
        if self.skipped or kind in {"begin_repeat", "begin"} or "repeat" in rest:
            self.skip(row, kind, rest, where)
        elif kind == "begin_group":
            self.begin(row, where)
        elif kind in {"end_group", "end"} and (kind == "end_group" or rest[:1] == ["group"]):
            if self.groups:
                self.groups.pop()
        elif kind == "note":
            self.note(row, where)
        elif kind in {"select_one", "select_multiple"} or _TYPES.get(kind):
            self.question(row, kind, rest, where)
        else:
            why = "it is written by the device" if kind in _META else f"the type {kind or 'nothing'} has no place here"
            self.report.say(where, f"{why}; it was not taken.")

    def skip(self, row: Row, kind: str, rest: list[str], where: str) -> None:
        """Inside a repeat nothing is taken."""
        word = f"{kind} {rest[0]}" if rest else kind
        if word.startswith(("begin_repeat", "begin repeat")):
            self.skipped += 1
            self.report.say(where, "questions that repeat have no place here; nothing inside was taken.")
        elif word.startswith(("end_repeat", "end repeat")):
            self.skipped = max(0, self.skipped - 1)
        else:
            self.report.say(where, "it stands in a repeat and was not taken.")

    def begin(self, row: Row, where: str) -> None:
        name, words = row.get("name", ""), self.words(row, "label")
        if row.get("relevant"):
            self.report.say(where, "only questions have conditions here; what stands in the group is always shown.")
        if not self.groups:
            self.draft.section(name.removeprefix("section."), words, where)
        elif len(self.groups) == 1:
            self.draft.page(name.removeprefix("page."), where, words)
        else:
            self.report.say(where, "a group inside a page has no place here; its questions stand on the page itself.")
            self.draft.intro(words, where)
        self.groups.append(name)

    def note(self, row: Row, where: str) -> None:
        beside, _ = extras.read(row.get(t.OWN, ""))
        if beside.get("about") == "instrument":
            self.about = {**beside, "intro": self.words(row, "label")}
            return
        if row.get("relevant"):
            self.report.say(where, "the text over a page has no condition here; it is always shown.")
        self.draft.intro(self.words(row, "label"), where)

    def question(self, row: Row, kind: str, rest: list[str], where: str) -> None:
        beside, left = extras.read(row.get(t.OWN, ""))
        if left:
            self.report.say(where, f"what stands in the column {t.OWN} is not ours and was not taken.")
        found: Found = {**beside, "text": self.words(row, "label"), "help": self.words(row, "hint")}
        found["type"] = {"select_one": "choice", "select_multiple": "multi"}.get(kind) or _TYPES[kind]
        if found["type"] in {"choice", "multi"}:
            self.options(found, rest, where)
        elif found["type"] == "boolean":
            found["tick"] = True
        elif found["type"] == "scale":
            self.scale(row.get("parameters", ""), found, where)
        self.constraint(row.get("constraint", ""), found, where)
        self.others(row, found, where)
        if found.get("pack"):
            self.report.say(where, f"it is a position of the pack {clean(found['pack'])}: its words come from there.")
        elif "label" not in found and all(len(words) <= 80 for words in found["text"].values()):
            found["label"] = found["text"]
        found["enable_when"] = self.rule(row.get("relevant", ""), where)
        self.draft.item(row.get("name", ""), found, where)

    def options(self, found: Found, rest: list[str], where: str) -> None:
        name = rest[0] if rest else ""
        rows = self.lists.get(name, [])
        if len(rest) > 1:
            self.report.say(where, f"{' '.join(rest[1:])} was not taken; only the list itself is offered.")
        if found["type"] == "choice" and sorted(row.get("name", "") for row in rows) == sorted(t.YES_NO_WORDS):
            found["type"] = "boolean"
            return
        found["options"] = [
            {
                "code": row.get("name", ""),
                "label": self.words(row, "label"),
                "value": number(row.get("ordinal")),
                "group": row.get("group"),
                "picture": row.get("picture"),
            }
            for row in rows
        ]

    def scale(self, parameters: str, found: Found, where: str) -> None:
        values = dict(part.split("=", 1) for part in parameters.split() if "=" in part)
        found |= {"min": number(values.get("start", "0")), "max": number(values.get("end", "10"))}
        if values.get("step", "1") != "1":
            self.report.say(where, f"a scale goes in steps of 1 here; the step {values['step']} was not taken.")
        words = {
            row.get("name"): self.words(row, "label") for row in self.lists.get(values.get("tick_labelset", ""), [])
        }
        low, high = words.pop(str(found["min"]), None), words.pop(str(found["max"]), None)
        if low and high:
            found["ends"] = {"low": low, "high": high}
        if words:
            self.report.say(where, "a scale names its two ends only; the words in between were not taken.")

    def constraint(self, text: str, found: Found, where: str) -> None:
        span, length = _RANGE.fullmatch(text), _LENGTH.fullmatch(text)
        alone = _ALONE.findall(text)
        if span and found["type"] in {"integer", "decimal"}:
            found |= {"min": number(span[1]), "max": number(span[2])}
        elif length and found["type"] == "text":
            found["max_length"] = number(length[1])
        elif alone and found["type"] == "multi" and not _ALONE.sub("", text).replace(" and ", "").strip():
            for option in found["options"]:
                if option["code"] in alone:
                    option["exclusive"] = True
        elif text:
            self.report.say(where, f"the constraint {text[:80]!r} has no place here and was not taken.")

    def others(self, row: Row, found: Found, where: str) -> None:
        default = row.get("default", "")
        if default == "today()" and found["type"] == "date":
            found["fill"] = "today"
        elif default:
            self.report.say(where, f"the default {default[:40]!r} was not taken; no answer is given beforehand.")
        if row.get("appearance"):
            self.report.say(where, f"the appearance {row['appearance'][:40]} was not taken.")
        if row.get("parameters") and found["type"] != "scale":
            self.report.say(where, f"the parameters {row['parameters'][:40]} were not taken.")

    def rule(self, text: str, where: str) -> Found | None:
        if not text:
            return None
        try:
            return dict(expressions.read(text, self.draft.pieces.original_codes))
        except ValueError as error:
            self.report.say(where, f"{error} The condition was left out: the question is shown to everybody.")
            return None


_CHOICE_COLUMNS = frozenset({"list_name", "list name", "name", "ordinal", "group", "picture"})


def _language(name: str) -> str | None:
    """da or en by the code in brackets, or by the name itself."""
    code = re.search(r"\((\w\w)\w*\)$", name)
    known = {"dansk": "da", "danish": "da", "english": "en", "engelsk": "en", "da": "da", "en": "en"}
    return known.get(code[1].lower() if code else name.lower())
