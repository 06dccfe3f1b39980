"""A plain clinical note from the ticks of a record template, in the template's own words.

Only what was ticked is said; what nobody asked about is not there. "Asked – none" is a tick like any other. What is for
research only, such as how the form itself was, is not said.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from questionnaires.definition.schema import Definition, Item, Section
from questionnaires.engine.answers import substance

OF_TEN = {"da": "af", "en": "of"}


def note(definition: Definition, answers: Mapping[str, object], language: str) -> str:
    """The whole note: a heading, then one line for each section with something in it."""
    return "\n".join([definition.title.within(language), *lines(definition, answers, language)]) + "\n"


def lines(definition: Definition, answers: Mapping[str, object], language: str) -> list[str]:
    """One line for each section with something ticked: "Section. Item: value. Item: value."."""
    found = []
    for section in definition.sections:
        said = list(_said(section, answers, language))
        if said:
            found.append(" ".join(said))
    return found


def value_text(item: Item, value: object, language: str) -> str:
    """An answer in words: labels of options, numbers with their range, dates as 14-05-2026."""
    if isinstance(value, bool):
        return ""
    if isinstance(value, list):
        return _grouped(item, value, language)
    if item.type == "choice":
        return _label(item, str(value), language)
    if item.type == "date":
        return date.fromisoformat(str(value)).strftime("%d-%m-%Y")
    if item.type == "scale":
        return f"{value} {OF_TEN.get(language, OF_TEN['en'])} {item.max}"
    if item.unit is not None:
        return f"{value} {item.unit.within(language)}"
    return " ".join(str(value).split())


def _said(section: Section, answers: Mapping[str, object], language: str) -> Iterator[str]:
    for page in section.pages:
        for item in page.items:
            if item.zone != "shared_care":
                continue
            value = substance(answers, item.id)  # type: ignore[arg-type]
            if value is None or value is False or value == []:
                continue
            words = (item.text or item.label).within(language)
            text = value_text(item, value, language)
            if not text:
                yield _closed(words)
            else:
                yield _closed(f"{words}: {text}")


def _grouped(item: Item, codes: list[str], language: str) -> str:
    """Labels with commas between them; groups of options by their name, such as "Infection (fever, chills)"."""
    plain = [
        _label(item, code, language) for code in codes if (option := item.option(code)) is None or not option.group
    ]
    grouped = []
    for group in item.groups:
        labels = [
            option.label.within(language)
            for option in item.options
            if option.group == group.id and option.code in codes
        ]
        if labels:
            grouped.append(f"{group.label.within(language)} ({'; '.join(labels)})")
    return ", ".join([*plain, *grouped])


def _label(item: Item, code: str, language: str) -> str:
    option = item.option(code)
    return option.label.within(language) if option else code


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else sentence + "."
