"""Branching in words: under which question's answer another one is asked, for a sheet that cannot hide anything."""

from collections.abc import Mapping
from itertools import groupby

from django.utils.translation import gettext as _

from questionnaires.definition.schema import Condition, EnableWhen, Item
from questionnaires.engine.branching import holds

Asked = Mapping[str, tuple[int, Item]]  # id → its number on the sheet, and the item


def is_reachable(rule: EnableWhen | None, asked: Asked) -> bool:
    """Whether it can hold, where what is not asked on this sheet has no answer."""
    if rule is None or (any(one.item in asked for one in rule.conditions) and rule.any):
        return True
    absent = tuple(one for one in rule.conditions if one.item not in asked)
    return not absent or holds(EnableWhen(all=absent) if rule.all else rule, {})


def only_if(rule: EnableWhen | None, asked: Asked, language: str) -> str:
    """The sentence before a question that is not for everybody; empty where it is."""
    known = [one for one in _plainer(rule) if one.item in asked] if rule else []
    if rule is None or not known:
        return ""
    parts = [
        _part(list(same), asked, language) for _key, same in groupby(known, key=lambda one: (one.item, one.operator))
    ]
    joined = (_(", and ") if rule.all else _(", or ")).join(parts)
    return _("Only if %(condition)s.") % {"condition": joined}


def otherwise(rule: EnableWhen, item: Item, following: int | None, language: str) -> str:
    """Where to go on when the questions that hang on this answer alone are not asked. `following`: None at the end.

    Empty where the rule looks at anything else, or is not one of the plain ones: each question says it for itself too.
    """
    conditions = _plainer(rule)
    operators = {one.operator for one in conditions}
    if {one.item for one in conditions} != {item.id} or len(operators) > 1:
        return ""
    operator = conditions[0].operator
    at = {
        "where": _("go to question %(number)s") % {"number": following} if following else _("go to the end"),
        "answer": _(" or ").join(_answer(item, one.answer, language) for one in conditions),
    }
    if item.tick:
        is_asked_when_ticked = conditions[0].answer is (operator == "=")
        return (_("Not ticked: %(where)s.") if is_asked_when_ticked else _("Ticked: %(where)s.")) % at
    if item.type == "boolean" and operator in {"=", "!="}:
        other = conditions[0].answer is (operator == "!=")
        return _("If you answered %(answer)s: %(where)s.") % (at | {"answer": _quoted(_("Yes") if other else _("No"))})
    if operator == "!=":
        return _("If you answered %(answer)s: %(where)s.") % at
    if operator == "contains":
        return _("If you did not tick %(answer)s: %(where)s.") % at
    if operator == "=":
        return _("If you answered something other than %(answer)s: %(where)s.") % at
    if operator == "exists" and conditions[0].answer is True:
        return _("If you skip this question: %(where)s.") % at
    return ""


def _plainer(rule: EnableWhen) -> list[Condition]:
    """The conditions without "is answered at all", where the same answer has to be something else besides."""
    other = {one.item for one in rule.conditions if one.operator == "!="} if rule.all else set()
    return [one for one in rule.conditions if one.operator != "exists" or one.item not in other]


def _part(same: list[Condition], asked: Asked, language: str) -> str:
    """What has to be answered to one question; several answers to it in one breath."""
    number, item = asked[same[0].item]
    words = [_answer(item, one.answer, language) for one in same]
    at = {"number": number, "answer": _(" or ").join(words)}
    match same[0].operator:
        case "exists":
            pattern = _("you answered question %(number)s")
            return (pattern if same[0].answer else _("you did not answer question %(number)s")) % at
        case "!=":
            if item.tick:
                return _tick(same[0].answer is False) % at
            return _("you answered something other than %(answer)s to question %(number)s") % at
        case ">":
            return _("you wrote more than %(answer)s in question %(number)s") % at
        case "<":
            return _("you wrote less than %(answer)s in question %(number)s") % at
        case ">=":
            return _("you wrote %(answer)s or more in question %(number)s") % at
        case "<=":
            return _("you wrote %(answer)s or less in question %(number)s") % at
        case "contains":
            return _("you ticked %(answer)s in question %(number)s") % at
    if item.tick:
        return _tick(same[0].answer is True) % at
    return _("you answered %(answer)s to question %(number)s") % at


def _tick(is_ticked: bool) -> str:
    if is_ticked:
        return _("you ticked the box in question %(number)s")
    return _("you did not tick the box in question %(number)s")


def _answer(item: Item, answer: bool | int | float | str, language: str) -> str:
    if isinstance(answer, bool):
        return _quoted(_("Yes") if answer else _("No"))
    option = item.option(answer) if isinstance(answer, str) else None
    return _quoted(option.label.within(language)) if option else str(answer)


def _quoted(words: str) -> str:
    return _("“%(words)s”") % {"words": words}
