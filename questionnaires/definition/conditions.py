"""Which comparison fits which type of item."""

import re
from collections.abc import Collection

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ORDERED = frozenset({"scale", "integer", "decimal", "date"})
_FITTING: dict[str, frozenset[str]] = {
    "boolean": frozenset({"=", "!=", "exists"}),
    "choice": frozenset({"=", "!=", "exists"}),
    "multi": frozenset({"contains", "!=", "exists"}),
    "text": frozenset({"exists"}),
}


def condition_fault(item_id: str, item_type: str, codes: Collection[str], operator: str, answer: object) -> str | None:
    """What is wrong with that comparison, in one sentence; None if nothing is."""
    fitting = _FITTING.get(item_type, frozenset({"=", "!=", ">", "<", ">=", "<=", "exists"}))
    if operator not in fitting:
        expected = " ".join(sorted(fitting))
        return f"enable_when compares {item_id} ({item_type}) by {operator}; expected is one of: {expected}."
    if operator == "exists" or item_type == "boolean":
        if not isinstance(answer, bool):
            return f"enable_when compares {item_id} by {operator}; the answer is true or false."
    elif item_type in {"choice", "multi"}:
        if answer not in codes:
            return f"enable_when waits for the answer {answer}, which is not an option of {item_id}."
    elif item_type == "date":
        if not (isinstance(answer, str) and _DATE.fullmatch(answer)):
            return f"enable_when compares {item_id} with a date; the answer is written YYYY-MM-DD."
    elif item_type in _ORDERED and (isinstance(answer, bool) or not isinstance(answer, int | float)):
        return f"enable_when compares {item_id} with a number; the answer is a number."
    return None
