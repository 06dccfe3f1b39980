"""A definition as an XLSForm workbook: survey, choices and settings, Danish and English side by side.

Scale → range with the words of its ends as tick labels, boolean → select_one yes_no, tick → acknowledge, choice →
select_one, multi → select_multiple. Sections and pages are groups; a page shows its questions together.
"""

import io
from collections.abc import Iterator, Mapping
from typing import Any

from openpyxl import Workbook

from questionnaires.definition.schema import Condition, Definition, EnableWhen, Item, Section, Text
from questionnaires.interchange import extras
from questionnaires.interchange import xlsform_terms as t

NATIVE = frozenset(
    {"text", "help", "options", "min", "max", "max_length", "ends", "enable_when", "fill", "tick"},
)
Row = dict[str, str]


def write(definition: Definition, language: str = "da") -> bytes:
    """The workbook as .xlsx; the language is the one the form opens in."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (columns, rows) in sheets(definition, language).items():
        sheet = book.create_sheet(name)
        for at, values in enumerate([dict(zip(columns, columns, strict=True)), *rows], start=1):
            for column, key in enumerate(columns, start=1):
                if values.get(key):
                    cell = sheet.cell(at, column, values[key])
                    cell.data_type = "s"  # text, whatever it begins with: never a formula
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheets(definition: Definition, language: str = "da") -> dict[str, tuple[tuple[str, ...], list[Row]]]:
    """Columns and rows of every sheet."""
    settings = {
        "form_title": definition.title.within(language),
        "form_id": definition.slug,
        "version": str(definition.number),
        "default_language": t.LABELS[language].removeprefix("label::"),
    }
    return {
        "survey": (t.SURVEY, list(_survey(definition))),
        "choices": (t.CHOICES, list(_choices(definition))),
        "settings": (t.SETTINGS, [settings]),
    }


def _words(text: Text | None, columns: Mapping[str, str]) -> Row:
    return {column: text.within(language) for language, column in columns.items()} if text else {}


def _survey(definition: Definition) -> Iterator[Row]:
    about = {"about": "instrument", "title": definition.title.model_dump(), "kind": definition.kind}
    yield {"type": "note", "name": "about.form", **_words(definition.intro, t.LABELS), t.OWN: extras.written(about)}
    for section in definition.sections:
        yield {"type": "begin_group", "name": f"section.{section.id}", **_words(section.title, t.LABELS)}
        yield from _pages(definition, section)
        yield {"type": "end_group"}


def _pages(definition: Definition, section: Section) -> Iterator[Row]:
    for page in section.pages:
        yield {"type": "begin_group", "name": f"page.{page.id}", "appearance": "field-list"}
        if page.intro:
            yield {"type": "note", "name": f"intro.{page.id}", **_words(page.intro, t.LABELS)}
        for item in page.items:
            yield _item(definition, item)
        yield {"type": "end_group"}


def _item(definition: Definition, item: Item) -> Row:
    document = item.model_dump(mode="json", exclude_defaults=True)
    beside = extras.rest(document, NATIVE)
    if item.text == item.label:
        del beside["label"]
    return {
        "type": _type(item),
        "name": item.id,
        **_words(item.text or item.label, t.LABELS),
        **_words(item.help, t.HINTS),
        "relevant": relevant(definition, item.enable_when) if item.enable_when else "",
        "constraint": _constraint(item),
        "parameters": _parameters(item),
        "default": "today()" if item.fill == "today" else "",
        t.OWN: extras.written(beside),
    }


def _type(item: Item) -> str:
    if item.type == "boolean":
        return "acknowledge" if item.tick else f"select_one {t.YES_NO}"
    lists = {"choice": "select_one", "multi": "select_multiple"}
    return f"{lists[item.type]} {item.id}" if item.type in lists else t.TYPES[item.type]


def _constraint(item: Item) -> str:
    if item.type in {"integer", "decimal"}:
        return f". >= {item.min} and . <= {item.max}"
    if item.max_length:
        return f"string-length(.) <= {item.max_length}"
    alone = [option.code for option in item.options if option.exclusive]
    return " and ".join(f"not(selected(., '{code}') and count-selected(.) > 1)" for code in alone)


def _parameters(item: Item) -> str:
    if item.type != "scale":
        return ""
    return f"start={item.min} end={item.max} step=1" + (f" tick_labelset={item.id}" if item.ends else "")


def _choices(definition: Definition) -> Iterator[Row]:
    if any(item.type == "boolean" and not item.tick for item in definition.items):
        for code, answer in t.YES_NO_WORDS.items():
            yield {"list_name": t.YES_NO, "name": code, **_words(Text(**answer), t.LABELS)}
    for item in definition.items:
        if item.ends:
            for number, words in ((item.min, item.ends.low), (item.max, item.ends.high)):
                yield {"list_name": item.id, "name": str(number), **_words(words, t.LABELS)}
        for option in item.options:
            more: dict[str, Any] = {"ordinal": option.value, "group": option.group, "picture": option.picture}
            yield {
                "list_name": item.id,
                "name": option.code,
                **_words(option.label, t.LABELS),
                **{key: str(value) for key, value in more.items() if value is not None},
            }


def relevant(definition: Definition, rule: EnableWhen) -> str:
    """The rule as an XPath expression."""
    return (" and " if rule.all else " or ").join(_condition(definition, one) for one in rule.conditions)


def _condition(definition: Definition, condition: Condition) -> str:
    target = definition.item(condition.item)
    name, operator, answer = f"${{{condition.item}}}", condition.operator, condition.answer
    if operator == "exists":
        return f"{name} {'!=' if answer else '='} ''"
    if target and target.type == "multi":
        chosen = f"selected({name}, '{answer}')"
        return chosen if operator == "contains" else f"not({chosen})"
    if target and target.tick:
        return f"{name} {'=' if (operator == '=') == bool(answer) else '!='} 'OK'"
    if isinstance(answer, bool):
        return f"{name} {operator} '{int(answer)}'"
    if target and target.type == "date":
        return f"{name} {operator} date('{answer}')"
    return f"{name} {operator} {answer}" if isinstance(answer, int | float) else f"{name} {operator} '{answer}'"
