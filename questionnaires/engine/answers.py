"""The answers document: what a value is, and when an item counts as answered."""

from collections.abc import Mapping

Missing = dict[str, str]
Value = bool | int | float | str | list[str] | Missing
Answers = Mapping[str, Value]

DONT_KNOW = "d"
PREFER_NOT = "p"
SKIPPED = "s"
MISSING_CODES: frozenset[str] = frozenset({DONT_KNOW, PREFER_NOT, SKIPPED})


def missing(code: str) -> Missing:
    """The value that says why there is no answer: d don't know, p prefer not to say, s skipped."""
    return {"missing": code}


def is_missing(value: object) -> bool:
    return isinstance(value, Mapping)


def is_answered(answers: Answers, item_id: str) -> bool:
    """The person said something, "don't know" and "prefer not to say" included; skipped is not said."""
    value = answers.get(item_id)
    return value is not None and value != missing(SKIPPED)


def substance(answers: Answers, item_id: str) -> Value | None:
    """The answer itself; None where there is none or only a reason for its absence."""
    value = answers.get(item_id)
    return None if is_missing(value) else value
