"""Texts on their way between two languages: what a file holds may be one of them."""

import json
import math
import re
from collections.abc import Mapping

LANGUAGES = ("da", "en")
NAMES = {"da": "Danish", "en": "English"}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_DIGITS = 15


def is_text(value: object) -> bool:
    """Whether it is words by language: {"da": …}, {"en": …} or both."""
    return isinstance(value, Mapping) and bool(value) and set(value) <= set(LANGUAGES)


def clean(value: object) -> str:
    """The words without control characters and broken code points, at the ends trimmed; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    whole = value.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return _CONTROL.sub("", whole).strip()


def within(value: object, language: str) -> object:
    """The same value with every text in that language only."""
    if is_text(value) and isinstance(value, Mapping):
        return value.get(language, "")
    if isinstance(value, Mapping):
        return {key: within(inner, language) for key, inner in value.items()}
    if isinstance(value, list):
        return [within(inner, language) for inner in value]
    return value


def number(value: object) -> int | float | None:
    """The finite number of at most 15 digits that is written there; None for everything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        value = value.strip()
        if not re.fullmatch(r"[+-]?[0-9]{1,15}([.,][0-9]{1,15})?", value):
            return None
        return float(value.replace(",", ".")) if re.search(r"[.,]", value) else int(value)
    if isinstance(value, int):
        return value if abs(value) < 10**_DIGITS else None
    if isinstance(value, float) and math.isfinite(value) and abs(value) < 10**_DIGITS:
        return value
    return None


def compact(value: object) -> str:
    """JSON on one line, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def parsed(text: str) -> object:
    """What that JSON says; None where it is no JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
