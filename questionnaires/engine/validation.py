"""What a person sent, checked: JSON values and form strings become values, or faults with a stable code."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from questionnaires.definition.schema import Definition, Item, Number
from questionnaires.engine.answers import MISSING_CODES, Value, missing

FAULT_CODES: frozenset[str] = frozenset(
    {
        "not_a_yes_or_no",
        "not_a_number",
        "not_a_whole_number",
        "not_a_date",
        "not_a_text",
        "not_an_object",
        "out_of_range",
        "unknown_option",
        "unknown_item",
        "unknown_reason",
        "too_long",
        "exclusive_with_others",
        "control_characters",
        "newer_elsewhere",
    }
)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)

_YES = frozenset({"true", "yes", "ja", "on", "1"})
_NO = frozenset({"false", "no", "nej", "off", "0"})
_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,9})?")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DANISH_DATE = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})")


class AnswerFault(Exception):
    """A value that cannot be stored. The code is stable; the sentence for it is the caller's."""

    def __init__(self, code: str, item_id: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(code, item_id)
        self.code = code
        self.item_id = item_id
        self.params: dict[str, object] = dict(params or {})


def check(item: Item, raw: object) -> Value | None:
    """The value to store for what was sent; None where the answer was taken away (empty, nothing ticked).

    Accepts JSON types and form strings, numbers with Danish comma, and {"missing": "d" | "p" | "s"}.
    Raises AnswerFault.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, list | tuple) and not raw):
        return None
    if isinstance(raw, Mapping):
        code = raw.get("missing")
        if set(raw) != {"missing"} or not isinstance(code, str) or code not in MISSING_CODES:
            raise AnswerFault("unknown_reason", item.id)
        return missing(code)
    return _CHECKS[item.type](item, raw)


def clean(definition: Definition, patch: object) -> tuple[dict[str, Value | None], list[AnswerFault]]:
    """The valid values of the patch, and a fault for each other one. No fault costs a valid neighbour.

    An item that waits for the words of a pack is as unknown as one that does not exist: nobody can have seen it, so
    nothing is stored for it, nor taken away. Pass the definition as it is shown.
    """
    if not isinstance(patch, Mapping):
        return {}, [AnswerFault("not_an_object", "")]
    values: dict[str, Value | None] = {}
    faults: list[AnswerFault] = []
    for item_id, raw in patch.items():
        item = definition.item(item_id) if isinstance(item_id, str) else None
        if item is None or item.is_waiting:
            faults.append(AnswerFault("unknown_item", str(item_id)[:40]))
            continue
        try:
            values[item.id] = check(item, raw)
        except AnswerFault as fault:
            faults.append(fault)
    return values, faults


def _boolean(item: Item, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, int) and raw in {0, 1}:
        return raw == 1
    word = raw.strip().lower() if isinstance(raw, str) else ""
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise AnswerFault("not_a_yes_or_no", item.id)


def _choice(item: Item, raw: object) -> str:
    code = raw.strip() if isinstance(raw, str) else raw
    if not isinstance(code, str) or item.option(code) is None:
        raise AnswerFault("unknown_option", item.id)
    return code


def _multi(item: Item, raw: object) -> list[str]:
    sent = list(raw) if isinstance(raw, list | tuple) else [raw]
    chosen = {_choice(item, code) for code in sent}
    exclusive = [option for option in item.options if option.exclusive and option.code in chosen]
    if exclusive and len(chosen) > 1:
        raise AnswerFault("exclusive_with_others", item.id, {"option": exclusive[0].code})
    return [option.code for option in item.options if option.code in chosen]


def _number(item: Item, raw: object) -> Number:
    if isinstance(raw, str):
        written = raw.strip().replace("\u2212", "-")
        if not _NUMBER.fullmatch(written):
            raise AnswerFault("not_a_number", item.id)
        value: Number = float(written.replace(",", "."))
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        value = raw
    else:
        raise AnswerFault("not_a_number", item.id)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise AnswerFault("not_a_number", item.id)
        value = int(value) if value.is_integer() else value
    if (item.min is not None and value < item.min) or (item.max is not None and value > item.max):
        raise AnswerFault("out_of_range", item.id, {"min": item.min, "max": item.max})
    return value


def _whole(item: Item, raw: object) -> int:
    value = _number(item, raw)
    if not isinstance(value, int):
        raise AnswerFault("not_a_whole_number", item.id)
    return value


def _date(item: Item, raw: object) -> str:
    written = raw.strip() if isinstance(raw, str) else ""
    if iso := _ISO_DATE.fullmatch(written):
        year, month, day = (int(part) for part in iso.groups())
    elif danish := _DANISH_DATE.fullmatch(written):
        day, month, year = (int(part) for part in danish.groups())
    else:
        raise AnswerFault("not_a_date", item.id)
    try:
        value = date(year, month, day)
    except ValueError:
        raise AnswerFault("not_a_date", item.id) from None
    if not FIRST_DAY <= value <= LAST_DAY:
        raise AnswerFault("out_of_range", item.id, {"min": FIRST_DAY.isoformat(), "max": LAST_DAY.isoformat()})
    return value.isoformat()


def _text(item: Item, raw: object) -> str:
    """Normalised text (NFC) without control characters and lone surrogates: neither can be stored."""
    if not isinstance(raw, str):
        raise AnswerFault("not_a_text", item.id)
    if item.max_length is not None and len(raw) > 4 * item.max_length:
        # Before normalising, which takes quadratic time on text made for it.
        raise AnswerFault("too_long", item.id, {"max": item.max_length, "length": len(raw)})
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if any(unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t" for character in text):
        raise AnswerFault("control_characters", item.id)
    if item.max_length is not None and len(text) > item.max_length:
        raise AnswerFault("too_long", item.id, {"max": item.max_length, "length": len(text)})
    return text


_CHECKS: Mapping[str, Callable[[Item, object], Value]] = {
    "boolean": _boolean,
    "choice": _choice,
    "multi": _multi,
    "scale": _whole,
    "integer": _whole,
    "decimal": _number,
    "date": _date,
    "text": _text,
}
