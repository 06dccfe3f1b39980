"""Faults of a definition as sentences: file, item, what is expected."""

from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_SENTENCES = {
    "missing": "{field} is missing; it is required.",
    "extra_forbidden": "{field} is not known here; leave it out or correct its spelling.",
    "string_type": "{field} is text; {found} is not (quote it if it looks like something else).",
    "bool_type": "{field} is true or false; {found} is not.",
    "int_type": "{field} is a whole number; {found} is not.",
    "float_type": "{field} is a number; {found} is not.",
    "tuple_type": "{field} is a list; {found} is not.",
    "model_type": "{field} holds names with values; {found} does not.",
    "model_attributes_type": "{field} holds names with values; {found} does not.",
    "literal_error": "{field} is {expected}; {found} is not.",
    "string_pattern_mismatch": "{field} matches {pattern}; {found} does not.",
    "string_too_short": "{field} is empty; a text is expected.",
    "string_too_long": "{field} is too long; at most {max_length} characters are expected.",
    "too_short": "{field} is empty; at least {min_length} is expected.",
}


class DefinitionError(ValueError):
    """A file that is no definition; `faults` says everything that is wrong, a sentence each."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.name = name
        self.faults = tuple(faults)


def sentences(error: ValidationError, document: object, name: str) -> list[str]:
    """One sentence for each fault, in the order of the file, each said once."""
    told = []
    for details in error.errors():
        if _follows(details):
            continue
        place = _place(document, details["loc"])
        start = f"{name}, {place}: " if place else f"{name}: "
        told += [start + words for words in _words(details)]
    return list(dict.fromkeys(told))


def _follows(details: ErrorDetails) -> bool:
    """Only the echo of another fault: a list emptied because its members were refused, a default not made."""
    emptied = details["type"] == "too_short" and bool(details["input"])
    return emptied or details["type"] == "default_factory_not_called"


def _words(details: ErrorDetails) -> list[str]:
    if details["type"] == "value_error":
        return str(details["ctx"]["error"]).split("\n")
    field = ".".join(str(part) for part in details["loc"] if not isinstance(part, int)) or "the file"
    field = field.rsplit("items.", 1)[-1]
    found = repr(details["input"])[:60]
    sentence = _SENTENCES.get(details["type"], "{field} does not fit: {message}; {found} was found.")
    return [sentence.format(field=field, found=found, message=details["msg"], **_context(details))]


def _context(details: ErrorDetails) -> dict[str, object]:
    known = {"expected": "", "pattern": "", "max_length": "", "min_length": ""}
    return known | {key: value for key, value in details.get("ctx", {}).items() if key in known}


def _place(document: object, loc: Sequence[int | str]) -> str:
    """The innermost named thing around the fault: an item if there is one, else a page, section or wave."""
    place = ""
    kind = ""
    here: object = document
    for part in loc:
        if isinstance(part, str):
            kind = part.rstrip("s")
        try:
            here = here[part]  # type: ignore[index]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(part, int) and isinstance(here, Mapping):
            label = here.get("id") or here.get("slug")
            if label or kind in {"item", "page", "section", "wave"}:
                place = f"{kind} {label or part + 1}"
    return place
