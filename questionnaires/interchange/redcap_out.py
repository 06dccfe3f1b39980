"""A definition as a REDCap data dictionary: CSV, UTF-8, one language, one form.

Scale → slider, boolean → yesno, choice → radio, multi → checkbox, text and numbers → text with validation. The first
row is the record id. What has no column stands in the field annotation, and no cell begins a spreadsheet formula.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from questionnaires.definition.schema import Condition, Definition, EnableWhen, Item, Option, Text
from questionnaires.interchange import extras
from questionnaires.interchange import redcap_terms as t
from questionnaires.interchange.cells import inert

NATIVE = frozenset({"text", "help", "options", "min", "max", "max_length", "ends", "enable_when", "fill"})
_TYPES = {"boolean": "yesno", "choice": "radio", "multi": "checkbox", "scale": "slider"}
_VALIDATIONS = {"integer": "integer", "decimal": "number", "date": "date_ymd", "scale": "number"}
_LONG = 255
Row = dict[str, str]


def write(definition: Definition, language: str = "da") -> str:
    """The file in that language."""
    out = io.StringIO()
    writer = csv.DictWriter(out, t.COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows(definition, language):
        writer.writerow({column: inert(value) for column, value in row.items()})
    return out.getvalue()


def rows(definition: Definition, language: str = "da") -> Iterator[Row]:
    """Its rows by column, the record id first."""
    taken = {item.id for item in definition.items}
    yield {
        t.NAME: _free("record_id", taken),
        t.FORM: definition.slug,
        t.TYPE: "text",
        t.LABEL: "Record ID" if language == "en" else "Løbenummer",
    }
    about = {"about": "instrument", "title": definition.title.model_dump(), "kind": definition.kind}
    yield _words(definition, _free("about", taken), definition.intro, {**about, "number": definition.number}, language)
    for section in definition.sections:
        header = section.title.within(language)
        for page in section.pages:
            place: dict[str, object] = {"page": page.id}
            if header:
                place["section"] = section.id
            if page.intro:
                row = _words(definition, _free(f"{page.id[:20]}_intro", taken), page.intro, place, language)
                yield {**row, t.HEADER: header}
                header, place = "", {}
            for item in page.items:
                yield {**_row(definition, item, place, language), t.HEADER: header}
                header, place = "", {}


def _free(wanted: str, taken: set[str]) -> str:
    name, n = wanted, 2
    while name in taken:
        name, n = f"{wanted[:22]}_{n}", n + 1
    taken.add(name)
    return name


def _words(definition: Definition, name: str, text: Text, values: Mapping[str, object], language: str) -> Row:
    return {
        t.NAME: name,
        t.FORM: definition.slug,
        t.TYPE: "descriptive",
        t.LABEL: text.within(language),
        t.ANNOTATION: extras.written(values, language),
    }


def _row(definition: Definition, item: Item, place: Mapping[str, object], language: str) -> Row:
    document = item.model_dump(mode="json", exclude_defaults=True)
    values = {**place, **extras.rest(document, NATIVE)}
    beside = {option.code: _beside(option) for option in item.options if _beside(option)}
    annotation = extras.written(values | ({"options": beside} if beside else {}), language)
    low, high = item.min, item.max
    return {
        t.NAME: item.id,
        t.FORM: definition.slug,
        t.TYPE: "notes" if (item.max_length or 0) > _LONG else _TYPES.get(item.type, "text"),
        t.LABEL: (item.text or item.label).within(language),
        t.CHOICES: _choices(item, language),
        t.NOTE: item.help.within(language) if item.help else "",
        t.VALIDATION: _VALIDATIONS.get(item.type, ""),
        t.MIN: "" if low is None else str(low),
        t.MAX: "" if high is None else str(high),
        t.IDENTIFIER: "y" if item.privacy == "identifying" else "",
        t.BRANCHING: branching(definition, item.enable_when) if item.enable_when else "",
        t.ANNOTATION: "\n".join([annotation, *_tags(item)]),
    }


def _beside(option: Option) -> dict[str, object]:
    """What an option has that the choices cannot say."""
    document = option.model_dump(mode="json", exclude_defaults=True)
    return {key: value for key, value in document.items() if key not in {"code", "label", "exclusive"}}


def _tags(item: Item) -> list[str]:
    """Action tags that REDCap acts on."""
    alone = ",".join(option.code for option in item.options if option.exclusive)
    return [
        *([f"@NONEOFTHEABOVE='{alone}'"] if alone else []),
        *([f"@CHARLIMIT='{item.max_length}'"] if item.max_length else []),
        *(["@TODAY"] if item.fill == "today" else []),
    ]


def _choices(item: Item, language: str) -> str:
    if item.ends:
        return f"{_piece(item.ends.low, language)} | | {_piece(item.ends.high, language)}"
    return " | ".join(f"{option.code}, {_piece(option.label, language)}" for option in item.options)


def _piece(text: Text, language: str) -> str:
    return " ".join(text.within(language).replace("|", "/").split())


def branching(definition: Definition, rule: EnableWhen) -> str:
    """The rule as branching logic."""
    parts = [_condition(definition, condition) for condition in rule.conditions]
    return parts[0] if len(parts) == 1 else (" and " if rule.all else " or ").join(parts)


def _condition(definition: Definition, condition: Condition) -> str:
    item = definition.item(condition.item)
    name, operator, answer = condition.item, condition.operator, condition.answer
    if item and item.type == "multi":
        if operator == "exists":
            sign, word = ("=", " or ") if answer else ("<>", " and ")
            return "(" + word.join(f"[{name}({option.code})] {sign} '1'" for option in item.options) + ")"
        return f"[{name}({answer})] {'=' if operator == 'contains' else '<>'} '1'"
    if operator == "exists":
        return f"[{name}] {'<>' if answer else '='} ''"
    written = str(int(answer)) if isinstance(answer, bool) else str(answer)
    if operator in {"=", "!="}:
        return f"[{name}] {'=' if operator == '=' else '<>'} '{written}'"
    return f"([{name}] <> '' and [{name}] {operator} '{written}')"
