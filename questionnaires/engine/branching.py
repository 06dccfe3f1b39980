"""Which items are shown: FHIR's enableWhen over the answers so far."""

import operator as compare
from collections.abc import Callable, Mapping
from typing import Any

from questionnaires.definition.schema import Condition, Definition, EnableWhen
from questionnaires.engine.answers import Answers, Value, substance

NO_PACKS: frozenset[str] = frozenset()

_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">": compare.gt,
    "<": compare.lt,
    ">=": compare.ge,
    "<=": compare.le,
}


def enabled(definition: Definition, answers: Answers) -> list[str]:
    """Items that the answers do not switch off, in order, whether or not their wording is here.

    An item that is switched off counts as unanswered for later conditions, whatever the document holds.
    """
    on: list[str] = []
    known: dict[str, Value] = {}
    for item in definition.items:
        if item.enable_when is None or holds(item.enable_when, known):
            on.append(item.id)
            if item.id in answers and (value := substance(answers, item.id)) is not None:
                known[item.id] = value
    return on


def visible(definition: Definition, answers: Answers, packs: frozenset[str] = NO_PACKS) -> list[str]:
    """Items to show now, in order: enabled, and in our own words or in those of an available wording pack."""
    on = set(enabled(definition, answers))
    return [item.id for item in definition.items if item.id in on and (item.pack is None or item.pack in packs)]


def holds(rule: EnableWhen, known: Mapping[str, Value]) -> bool:
    """Whether all (or any) of the conditions hold for these answers."""
    quantifier = all if rule.all else any
    return quantifier(_condition_holds(condition, known.get(condition.item)) for condition in rule.conditions)


def _condition_holds(condition: Condition, value: Value | None) -> bool:
    """FHIR: without an answer only `exists = false` and `!=` hold; a list is `!=` what is not in it."""
    if condition.operator == "exists":
        return (value is not None) == condition.answer
    if condition.operator == "!=":
        chosen = value if isinstance(value, list) else [value]
        return not any(_equal(one, condition.answer) for one in chosen)
    if value is None:
        return False
    if condition.operator == "=":
        return _equal(value, condition.answer)
    if condition.operator == "contains":
        return isinstance(value, list) and condition.answer in value
    try:
        return _COMPARISONS[condition.operator](value, condition.answer)
    except TypeError:
        return False


def _equal(value: object, answer: object) -> bool:
    """Equal in kind too: true is not 1."""
    return isinstance(value, bool) == isinstance(answer, bool) and value == answer
