"""The sentences that are to be translated, read from code and templates without a system package.

Django's own `templatize` turns a template into calls of gettext; Babel reads those calls. The result holds
the same sentences as makemessages would write.
"""

import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import extract
from django.utils.translation.template import templatize

from tests.repository.scan.sources import app_of, files_ending, read

_ONE, _MANY, _CONTEXT, _CONTEXT_MANY = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
_KEYWORDS = {
    "_": _ONE,
    "gettext": _ONE,
    "gettext_lazy": _ONE,
    "gettext_noop": _ONE,
    "ngettext": _MANY,
    "ngettext_lazy": _MANY,
    "pgettext": _CONTEXT,
    "pgettext_lazy": _CONTEXT,
    "npgettext": _CONTEXT_MANY,
    "npgettext_lazy": _CONTEXT_MANY,
}


class Message(NamedTuple):
    """One sentence in English with what tells it apart; plural is empty when there is one form."""

    context: str
    singular: str
    plural: str = ""


def messages_in(text: str, *, template: bool) -> Iterator[tuple[int, Message]]:
    """Line number and message of every sentence marked for translation in a module or a template."""
    if template:
        # Indentation means nothing in a template, but the Python tokenizer would trip over it.
        text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
    for line, found, _, context in extract("python", io.BytesIO(text.encode()), keywords=_KEYWORDS):
        singular, plural = found if isinstance(found, tuple) else (found, "")
        if singular:
            yield line, Message(context or "", singular, plural)


def messages(paths: Iterable[Path] | None = None) -> dict[Message, list[str]]:
    """Every message of the project with the places it stands at."""
    found: dict[Message, list[str]] = {}
    for path in files_ending(".py", ".html", ".txt", ".svg") if paths is None else paths:
        template = path.parts[0] == "templates"
        if not template and not (path.suffix == ".py" and app_of(path)):
            continue
        for line, message in messages_in(read(path), template=template):
            found.setdefault(message, []).append(f"{path}:{line}")
    return found
