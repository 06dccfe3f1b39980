"""A definition as a FHIR R4 Questionnaire, Danish as the main language and English as translations.

Sections and pages are groups, help and the ends of a scale are display items under their question (item controls
help, lower and upper), a tick and a yes are booleans. A position of a pack has its label as text.
"""

from collections.abc import Mapping
from typing import Any

from questionnaires.definition.schema import Condition, Definition, Item, Option, Text
from questionnaires.interchange import fhir_terms as t

Json = dict[str, Any]


def write(definition: Definition, language: str = "da", base: str = t.BASE) -> Json:
    """The resource; `base` begins its canonical address and the systems of its codes."""
    name = "".join(part.capitalize() for part in definition.slug.split("_"))
    separator = "/" if base.startswith("http") else ":"
    return {
        "resourceType": "Questionnaire",
        "id": definition.slug.replace("_", "-"),
        "language": language,
        "extension": [{"url": t.KIND, "valueCode": definition.kind}],
        "url": separator.join((base, "Questionnaire", definition.slug)),
        "version": str(definition.number),
        "name": name,
        **_text("title", definition.title, language),
        "status": "active",
        "subjectType": ["Patient"],
        **_text("description", definition.intro, language),
        "item": [
            {
                "linkId": f"section.{section.id}",
                **_text("text", section.title, language),
                "type": "group",
                "item": [
                    {
                        "linkId": f"page.{page.id}",
                        "type": "group",
                        "item": [
                            *([_display(f"intro.{page.id}", page.intro, language)] if page.intro else []),
                            *(
                                _item(definition, item, language, f"{base}{separator}options{separator}")
                                for item in page.items
                            ),
                        ],
                    }
                    for page in section.pages
                ],
            }
            for section in definition.sections
        ],
    }


def _text(element: str, text: Text, language: str) -> Json:
    """An element in the main language with the other one as its translation."""
    other = "en" if language == "da" else "da"
    parts = [{"url": "lang", "valueCode": other}, {"url": "content", "valueString": text.within(other)}]
    return {
        element: text.within(language),
        f"_{element}": {"extension": [{"url": t.TRANSLATION, "extension": parts}]},
    }


def _display(link: str, text: Text, language: str, control: str | None = None) -> Json:
    extension = {"extension": [_control(control)]} if control else {}
    return {**extension, "linkId": link, **_text("text", text, language), "type": "display"}


def _control(code: str) -> Json:
    coding = {"system": t.CONTROL_SYSTEM, "code": code}
    return {"url": t.ITEM_CONTROL, "valueCodeableConcept": {"coding": [coding]}}


def _item(definition: Definition, item: Item, language: str, systems: str) -> Json:
    long = item.type == "text" and (item.max_length or 0) > t.LONG_TEXT
    found: Json = {
        "extension": _extensions(item, language),
        "linkId": item.id,
        **_text("text", item.text or item.label, language),
        "type": "text" if long else t.TYPES[item.type],
    }
    if item.enable_when:
        found["enableWhen"] = [_condition(definition, one, systems) for one in item.enable_when.conditions]
        if len(item.enable_when.conditions) > 1:
            found["enableBehavior"] = "all" if item.enable_when.all else "any"
    if item.type == "multi":
        found["repeats"] = True
    if item.max_length:
        found["maxLength"] = item.max_length
    if item.options:
        found["answerOption"] = [_option(option, language, f"{systems}{item.id}") for option in item.options]
    children = [
        *([_display(f"help.{item.id}", item.help, language, "help")] if item.help else []),
        *([_display(f"low.{item.id}", item.ends.low, language, "lower")] if item.ends else []),
        *([_display(f"high.{item.id}", item.ends.high, language, "upper")] if item.ends else []),
    ]
    return {**found, "item": children} if children else found


def _extensions(item: Item, language: str) -> list[Json]:
    number = "valueDecimal" if item.type == "decimal" else "valueInteger"
    return [
        *([_control(t.CONTROLS[item.type])] if item.type in t.CONTROLS else []),
        *([{"url": t.MIN_VALUE, number: item.min}] if item.min is not None else []),
        *([{"url": t.MAX_VALUE, number: item.max}] if item.max is not None else []),
        *([{"url": t.SLIDER_STEP, "valueInteger": 1}] if item.type == "scale" else []),
        *([{"url": t.UNIT, **_words(item.unit, language)}] if item.unit else []),
        {"url": t.LABEL, **_words(item.label, language)},
        *_own(item.model_dump(mode="json", exclude_defaults=True), t.OWN_ITEM),
        *(_option_group(group.id, group.label, group.help, language) for group in item.groups),
    ]


def _words(text: Text, language: str) -> Json:
    """A text as the value of an extension: a coding, whose display may have a translation."""
    return {"valueCoding": _text("display", text, language)}


def _own(document: Mapping[str, Any], kinds: Mapping[str, str]) -> list[Json]:
    """Our own extensions; a list gives one for each of its members."""
    found: list[Json] = []
    for key, kind in kinds.items():
        if key in document:
            values = document[key] if isinstance(document[key], list) else [document[key]]
            found += [{"url": t.OWN + key, kind: value} for value in values]
    return found


def _option_group(name: str, label: Text, words: Text | None, language: str) -> Json:
    parts: list[Json] = [{"url": "id", "valueCode": name}, {"url": "label", **_words(label, language)}]
    if words:
        parts.append({"url": "help", **_words(words, language)})
    return {"url": t.GROUPS, "extension": parts}


def _option(option: Option, language: str, system: str) -> Json:
    own = _own(option.model_dump(mode="json", exclude_defaults=True), t.OWN_OPTION)
    extension = [*([{"url": t.EXCLUSIVE, "valueBoolean": True}] if option.exclusive else []), *own]
    coding = {"system": system, "code": option.code, **_text("display", option.label, language)}
    if option.value is not None:
        coding["extension"] = [{"url": t.ORDINAL, "valueDecimal": option.value}]
    return {"extension": extension, "valueCoding": coding} if extension else {"valueCoding": coding}


def _condition(definition: Definition, condition: Condition, systems: str) -> Json:
    target = definition.item(condition.item)
    kind = target.type if target else "text"
    operator = "=" if condition.operator == "contains" else condition.operator
    answer: Json
    if operator == "exists":
        answer = {"answerBoolean": condition.answer}
    elif kind in {"choice", "multi"}:
        answer = {"answerCoding": {"system": f"{systems}{condition.item}", "code": condition.answer}}
    else:
        names = {"boolean": "answerBoolean", "decimal": "answerDecimal", "date": "answerDate"}
        answer = {names.get(kind, "answerInteger"): condition.answer}
    return {"question": condition.item, "operator": operator, **answer}
