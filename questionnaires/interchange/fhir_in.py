"""A FHIR R4 Questionnaire read as a definition.

A top group is a section, a group in it a page; deeper groups are flattened with a line. Not taken, with a line: types
without a place here (time, attachment, reference, quantity), answer value sets, expressions and extensions that are
not ours or registered ones we know.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from questionnaires.interchange import fhir_terms as t
from questionnaires.interchange.drafting.draft import Draft
from questionnaires.interchange.report import Imported, Report
from questionnaires.interchange.words import LANGUAGES, clean, number, parsed

Json = Mapping[str, Any]
Found = dict[str, Any]
_TAKEN = {
    "boolean": "boolean",
    "integer": "integer",
    "decimal": "decimal",
    "date": "date",
    "dateTime": "date",
    "string": "text",
    "text": "text",
    "url": "text",
    "choice": "choice",
    "open-choice": "choice",
}
_KNOWN = frozenset(
    {
        *("linkId", "text", "_text", "type", "item", "extension", "enableWhen", "enableBehavior", "answerOption"),
        *("repeats", "maxLength", "id"),
    }
)
_TOP = frozenset(
    {
        *("resourceType", "id", "meta", "language", "extension", "url", "version", "name", "title", "_title", "status"),
        *("subjectType", "description", "_description", "item", "text"),
    }
)
_DEEPEST = 30


def read(text: str) -> Imported:
    """The instrument of that JSON text."""
    report = Report()
    resource = parsed(text.removeprefix("\ufeff"))
    if not isinstance(resource, dict) or resource.get("resourceType") != "Questionnaire":
        report.say("the file", "it is no FHIR Questionnaire in JSON; nothing was taken.")
        return Imported(None, tuple(report.lines))
    return _Reader(resource, report).whole()


class _Reader:
    def __init__(self, resource: Json, report: Report) -> None:
        self.resource = resource
        self.report = report
        self.draft = Draft(report)
        language = clean(resource.get("language"))[:2].lower()
        self.language = language if language in LANGUAGES else "en"
        if language not in LANGUAGES:
            report.say("the Questionnaire", "its language is neither da nor en; its texts were taken as English.")

    def whole(self) -> Imported:
        top = self.resource
        for key in sorted(set(top) - _TOP):
            self.report.say("the Questionnaire", f"{key} has no place here and was not taken.")
        about: Found = {
            "title": self.words(top, "title"),
            "intro": self.words(top, "description"),
            "number": number(top.get("version")),
        }
        for extension in _rows(top.get("extension")):
            if extension.get("url") == t.KIND:
                about["kind"] = extension.get("valueCode")
            else:
                self.unknown(extension, "the Questionnaire")
        for row in _rows(top.get("item")):
            if row.get("type") == "group":
                self.section(row)
            else:
                if not self.draft.sections:
                    self.draft.section("questions", self.words(top, "title"), f"item {_link(row)}")
                self.row(row, 0)
        address = clean(top.get("url")).replace(":", "/").rsplit("/", 1)[-1]
        slug = address or clean(top.get("id")) or clean(top.get("name"))
        return self.draft.finish(slug, about, "the Questionnaire")

    def section(self, group: Json) -> None:
        where = f"group {_link(group)}"
        self.leftovers(group, where)
        self.draft.section(_link(group).removeprefix("section."), self.words(group, "text"), where)
        self.conditions_of_group(group, where)
        open_page = False
        for row in _rows(group.get("item")):
            if row.get("type") == "group":
                self.page(row)
                open_page = False
            else:
                if not open_page:
                    self.draft.page(f"{_link(group).removeprefix('section.')}_{_link(row)}"[:26], f"item {_link(row)}")
                    open_page = True
                self.row(row, 0)

    def page(self, group: Json) -> None:
        where = f"group {_link(group)}"
        self.leftovers(group, where)
        self.conditions_of_group(group, where)
        self.draft.page(_link(group).removeprefix("page."), where, self.words(group, "text"))
        for row in _rows(group.get("item")):
            self.row(row, 0)

    def row(self, row: Json, depth: int) -> None:
        """One question, text or inner group."""
        where = f"item {_link(row)}"
        if depth > _DEEPEST:
            self.report.say(where, f"it stands more than {_DEEPEST} groups deep and was not taken.")
            return
        kind = row.get("type")
        self.leftovers(row, where)
        if kind == "display":
            self.draft.intro(self.words(row, "text"), where)
            self.conditions_of_group(row, where)
            return
        children = _rows(row.get("item"))
        if kind == "group":
            self.report.say(where, "a group inside a page has no place here; its questions stand on the page itself.")
            self.draft.intro(self.words(row, "text"), where)
            self.conditions_of_group(row, where)
        else:
            children = self.question(row, where)
        for child in children:
            if kind != "group":
                self.report.say(f"item {_link(child)}", "it stood under a question; it now stands after it.")
            self.row(child, depth + 1)

    def question(self, row: Json, where: str) -> list[Json]:
        """Take a question; what stands under it and is no help or end of a scale comes back."""
        kind = row.get("type")
        if not isinstance(kind, str) or kind not in _TAKEN:
            self.report.say(where, f"a question of the type {kind} has no place here and was not taken.")
            return _rows(row.get("item"))
        if kind in {"dateTime", "url", "open-choice"}:
            lost = {"dateTime": "the time of day", "url": "the check of the address", "open-choice": "the free answer"}
            self.report.say(where, f"{kind} became {_TAKEN[kind]}; {lost[kind]} was not taken.")
        found: Found = {"type": _TAKEN[kind], "text": self.words(row, "text"), "max_length": row.get("maxLength")}
        self.extensions(row, found, where)
        if found["type"] == "choice":
            found["options"] = list(self.options(row, where))
        if row.get("repeats") is True:
            if found["type"] == "choice":
                found["type"] = "multi"
            else:
                self.report.say(where, "several answers to one question exist here for lists only; one can be given.")
        found["enable_when"] = self.rule(row)
        others = []
        for child in _rows(row.get("item")):
            if child.get("type") != "display" or not self.beside(child, found):
                others.append(child)
        if found.get("pack"):
            self.report.say(where, f"it is a position of the pack {clean(found['pack'])}: its words come from there.")
        self.draft.item(_link(row), found, where)
        return others

    def beside(self, child: Json, found: Found) -> bool:
        """Whether a display item is the help or an end of the scale it stands under."""
        code = next((code for code in map(_control, _rows(child.get("extension"))) if code), "")
        words = self.words(child, "text")
        if code == "help" or (code in {"", "unit"} and "help" not in found):
            found["help"] = words
            return True
        if code in {"lower", "upper"} and found["type"] == "scale":
            found.setdefault("ends", {})["low" if code == "lower" else "high"] = words
            return True
        return False

    def extensions(self, row: Json, found: Found, where: str) -> None:
        for extension in _rows(row.get("extension")):
            url, value = clean(extension.get("url")), _value(extension)
            own = url.removeprefix(t.OWN)
            if url == t.ITEM_CONTROL:
                code = _control(extension)
                if code == "slider" and found["type"] == "integer":
                    found["type"] = "scale"
                elif code not in {"slider", "radio-button", "check-box", "drop-down"}:
                    self.report.say(where, f"the item control {code or 'without a code'} was not taken.")
            elif url in {t.MIN_VALUE, t.MAX_VALUE}:
                found["min" if url == t.MIN_VALUE else "max"] = number(value)
            elif url == t.SLIDER_STEP:
                if value != 1:
                    self.report.say(where, f"a scale goes in steps of 1 here; the step {value} was not taken.")
            elif url == t.UNIT and isinstance(value, dict):
                found["unit"] = self.words(value, "display") or {self.language: clean(value.get("code"))}
            elif url == t.GROUPS:
                found.setdefault("groups", []).append(self.group(extension))
            elif url == t.LABEL and isinstance(value, dict):
                found["label"] = self.words(value, "display")
            elif url == t.OWN + "covers":
                found.setdefault("covers", []).append(value)
            elif url.startswith(t.OWN) and own in t.OWN_ITEM:
                found[own] = value
            else:
                self.unknown(extension, where)

    def group(self, extension: Json) -> Found:
        parts = {clean(part.get("url")): part for part in _rows(extension.get("extension"))}
        group: Found = {"id": clean(parts.get("id", {}).get("valueCode"))}
        for key in ("label", "help"):
            coding = parts.get(key, {}).get("valueCoding")
            if isinstance(coding, dict):
                group[key] = self.words(coding, "display")
        return group

    def options(self, row: Json, where: str) -> Iterator[Found]:
        for answer in _rows(row.get("answerOption")):
            coding = answer.get("valueCoding")
            if not isinstance(coding, dict):
                value = clean(str(_value(answer) or ""))
                coding = {"code": value, "display": value}
            code = clean(coding.get("code")) or clean(coding.get("display"))
            if not code:
                self.report.say(where, "an answer without code and text was not taken.")
                continue
            option: Found = {"code": code, "label": self.words(coding, "display")}
            if answer.get("initialSelected"):
                self.report.say(where, f"the answer {code} was chosen beforehand, which no answer is here.")
            for extension in [*_rows(answer.get("extension")), *_rows(coding.get("extension"))]:
                url, value = clean(extension.get("url")), _value(extension)
                if url == t.EXCLUSIVE:
                    option["exclusive"] = value if value is True else None
                elif url == t.ORDINAL:
                    option["value"] = number(value)
                elif url.removeprefix(t.OWN) in t.OWN_OPTION:
                    option[url.removeprefix(t.OWN)] = value
                else:
                    self.unknown(extension, where)
            yield option

    def rule(self, row: Json) -> Found | None:
        conditions = []
        for one in _rows(row.get("enableWhen")):
            answer = next((value for key, value in one.items() if key.startswith("answer")), None)
            if isinstance(answer, dict):
                answer = clean(answer.get("code"))
            conditions.append({"item": one.get("question"), "operator": one.get("operator"), "answer": answer})
        return {"any" if row.get("enableBehavior") == "any" else "all": conditions} if conditions else None

    def conditions_of_group(self, row: Json, where: str) -> None:
        if row.get("enableWhen"):
            self.report.say(where, "only questions have conditions here; what stands in it is always shown.")

    def words(self, holder: Json, element: str) -> dict[str, str]:
        """The text of an element in every language it has."""
        found = {self.language: clean(holder.get(element))}
        beside = holder.get(f"_{element}")
        for extension in _rows(beside.get("extension") if isinstance(beside, dict) else None):
            if extension.get("url") != t.TRANSLATION:
                continue
            parts = {clean(part.get("url")): _value(part) for part in _rows(extension.get("extension"))}
            language = clean(parts.get("lang"))[:2].lower()
            if language in LANGUAGES:
                found.setdefault(language, clean(parts.get("content")))
            else:
                self.report.say("the Questionnaire", f"texts in {language or 'an unnamed language'} were not taken.")
        return found

    def leftovers(self, row: Json, where: str) -> None:
        for key in sorted(set(row) - _KNOWN):
            self.report.say(where, f"{key} has no place here and was not taken.")
        if row.get("type") in {"group", "display"}:
            for extension in _rows(row.get("extension")):
                if not _control(extension):
                    self.unknown(extension, where)

    def unknown(self, extension: Json, where: str) -> None:
        self.report.say(where, f"the extension {clean(extension.get('url')) or 'without a url'} was not taken.")


def _rows(value: object) -> list[Json]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _link(row: Json) -> str:
    return clean(row.get("linkId")) or "without a linkId"


def _value(extension: Json) -> Any:
    return next((value for key, value in extension.items() if key.startswith("value")), None)


def _control(extension: Json) -> str:
    """The code of an item control; "" for any other extension."""
    concept = extension.get("valueCodeableConcept")
    codings = _rows(concept.get("coding")) if isinstance(concept, dict) else []
    return clean(codings[0].get("code")) if codings and extension.get("url") == t.ITEM_CONTROL else ""
