"""One item of another format made an item of ours, with a line for whatever had to be changed or left out."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from questionnaires.definition.conditions import condition_fault
from questionnaires.definition.faults import sentences
from questionnaires.definition.schema import CHOSEN, LABEL_LENGTH, NUMERIC, EnableWhen, Item
from questionnaires.interchange.drafting import naming
from questionnaires.interchange.report import Report
from questionnaires.interchange.words import LANGUAGES, clean, is_text, number

Document = dict[str, Any]
LONGEST_TEXT = 2000
LONGEST_ANSWER = 4000
WIDEST = 1_000_000
_APART = frozenset({"id", "options", "enable_when", "groups", "source"})
_TRUE, _FALSE = frozenset({"1", "true", "ok", "yes"}), frozenset({"0", "false", "no"})


class Pieces:
    """What was taken so far: items by the name the file gave them, and the codes it gave their options."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.items: dict[str, Item] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.filled: dict[str, list[str]] = {language: [] for language in LANGUAGES}
        self.labelled: list[str] = []

    def original_codes(self, name: str) -> tuple[str, ...]:
        """The codes of an item as the file wrote them."""
        return tuple(self.codes.get(name, {}))

    def text(self, words: object, where: str) -> dict[str, str] | None:
        """Both languages; the one stands for the other where it is missing. None where neither has words."""
        if not isinstance(words, Mapping):
            return None
        found = {language: clean(words.get(language)) for language in LANGUAGES}
        for language, other in (LANGUAGES, LANGUAGES[::-1]):
            if len(found[language]) > LONGEST_TEXT:
                self.report.say(where, f"a text has more than {LONGEST_TEXT} characters; the rest was cut off.")
                found[language] = found[language][:LONGEST_TEXT].rstrip()
            if not found[language] and found[other]:
                self.filled[language].append(where)
        if not any(found.values()):
            return None
        return {language: found[language] or found[other] for language, other in (LANGUAGES, LANGUAGES[::-1])}

    def item(self, chosen: str, name: str, found: Mapping[str, Any], where: str) -> Item | None:
        """The item, known under `name` from now on; None where it cannot be taken."""
        document: Document = {"id": chosen}
        for key, value in found.items():
            if key in _APART or key not in Item.model_fields or value in (None, [], {}):
                continue
            completed = self._completed(value, where)
            if completed is not None:
                document[key] = completed
        codes = self._options(document, found, where)
        self._needs(document, where)
        item = self._validated(document, where)
        if item is None:
            return None
        rule = found.get("enable_when")
        if isinstance(rule, Mapping):
            checked = self._rule(rule, where)
            item = item.model_copy(update={"enable_when": checked}) if checked else item
        self.items[name], self.codes[name] = item, codes
        return item

    def _completed(self, value: object, where: str) -> object:
        if is_text(value):
            return self.text(value, where)
        if isinstance(value, Mapping):
            whole = {key: self._completed(inner, where) for key, inner in value.items()}
            return None if None in whole.values() else whole
        return value

    def _options(self, document: Document, found: Mapping[str, Any], where: str) -> dict[str, str]:
        """Put options and their groups into the document; original code → code."""
        codes: dict[str, str] = {}
        taken: set[str] = set()
        groups = [self._completed(group, where) for group in found.get("groups") or [] if isinstance(group, Mapping)]
        known = [group.get("id") for group in groups if isinstance(group, Mapping)]
        options = []
        for option in found.get("options") or []:
            original = clean(option.get("code"))
            if original in codes:
                self.report.say(where, f"the code {original!r} stands twice; the second option was left out.")
                continue
            codes[original] = code = naming.code(original, taken, self.report, where)
            kept = {key: value for key, value in option.items() if value is not None and key not in {"label", "code"}}
            if "group" in kept and kept["group"] not in known:
                self.report.say(where, f"the option {code} names the group {kept.pop('group')}, which is not there.")
            label = self.text(option.get("label"), where)
            if label is None:
                self.report.say(where, f"the option {code} has no text; its code stands in its place.")
            options.append({"code": code, "label": label or {"da": code, "en": code}, **kept})
        document |= {"options": options} if options else {}
        document |= {"groups": groups} if groups else {}
        return codes

    def _needs(self, document: Document, where: str) -> None:
        """What our rules ask for and a file may leave open; each says what was assumed."""
        kind, text, label = document.get("type"), document.get("text"), document.get("label")
        if document.get("pack"):
            for key in ("text", "help", "ends"):
                document.pop(key, None)
        if label is None and isinstance(text, dict):
            document["label"] = {language: _short(words) for language, words in text.items()}
            self.labelled.append(document["id"])
        if text is None and not document.get("pack") and isinstance(label, dict):
            document["text"] = label
            self.report.say(where, "the question has no text; its label stands in its place.")
        if kind in NUMERIC:
            low, high = number(document.get("min")), number(document.get("max"))
            if low is None or high is None or low >= high:
                low, high = (0 if low is None else low), WIDEST
                self.report.say(
                    where, f"the range is open or turned round; it became {low} to {high}, please narrow it."
                )
            if kind != "decimal" and (low, high) != (int(low), int(high)):
                low, high = int(low), int(high)
                self.report.say(where, f"the range of whole numbers had decimals; it became {low} to {high}.")
            document |= {"min": low, "max": high}
        if kind == "text" and not isinstance(document.get("max_length"), int):
            document["max_length"] = LONGEST_ANSWER
            self.report.say(where, f"nothing says how long the answer may be; it became {LONGEST_ANSWER} characters.")
        if kind == "scale" and not document.get("ends") and not document.get("pack"):
            document["ends"] = {
                end: {language: str(document[bound]) for language in LANGUAGES}
                for end, bound in (("low", "min"), ("high", "max"))
            }
            self.report.say(where, "the ends of the scale have no words; its lowest and highest number stand there.")

    def _validated(self, document: Document, where: str) -> Item | None:
        """The item; an optional property that is not understood is left out with a line."""
        for _ in range(len(document)):
            try:
                return Item.model_validate_json(json.dumps(document))
            except ValidationError as error:
                told = sentences(error, document, where)
                broken = {str(details["loc"][0]) for details in error.errors() if details["loc"]}
                optional = (broken & set(document)) - {"id", "type", "label", "options"}
                self.report.lines += [line for line in told if line not in self.report.lines]
                if not optional:
                    break
                for key in sorted(optional):
                    self.report.say(where, f"{key} was left out.")
                    del document[key]
        self.report.say(where, "the question was not taken.")
        return None

    def _rule(self, rule: Mapping[str, Any], where: str) -> EnableWhen | None:
        """The checked rule; None, with a line, where one of its conditions cannot be kept."""
        kind, rows = next(((key, rule[key]) for key in ("all", "any") if rule.get(key)), ("all", []))
        conditions = []
        for row in rows:
            name, operator = clean(row.get("item")), clean(row.get("operator"))
            target = self.items.get(name)
            fault: str | None
            if target is None:
                fault = f"the condition names {name!r}, which is no question taken before it."
            else:
                answer = self._answer(target, name, operator, row.get("answer"))
                operator = "contains" if target.type == "multi" and operator == "=" else operator
                codes = [option.code for option in target.options]
                fault = condition_fault(target.id, target.type, codes, operator, answer)
                conditions.append({"item": target.id, "operator": operator, "answer": answer})
            if fault:
                self.report.say(where, f"{fault} The condition was left out: the question is shown to everybody.")
                return None
        try:
            return EnableWhen.model_validate_json(json.dumps({kind: conditions}))
        except ValidationError:
            self.report.say(where, "the condition is not understood and was left out: the question is always shown.")
            return None

    def _answer(self, target: Item, name: str, operator: str, answer: object) -> object:
        """The answer in the type of the question it is compared with."""
        if operator == "exists":
            return answer
        if target.type in CHOSEN:
            return self.codes[name].get(str(answer), str(answer))
        if target.type == "boolean" and not isinstance(answer, bool):
            low = str(answer).lower()
            return True if low in _TRUE else False if low in _FALSE else answer
        if target.type in NUMERIC:
            value = number(answer)
            return value if value is not None else answer
        return answer


def _short(words: str) -> str:
    """The beginning of a text as a label."""
    line = " ".join(words.split())
    return line if len(line) <= LABEL_LENGTH else line[: LABEL_LENGTH - 1].rstrip() + "…"
