"""Reads templates as a person sees them: what is literal text, and what a content policy would refuse."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

_COMMENT = re.compile(r"{#.*?#}|{%-?\s*comment\b.*?endcomment\s*-?%}", re.DOTALL)
_TRANSLATED = re.compile(r"{%-?\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*-?%}", re.DOTALL)
# By convention the content of such a block stands in a class attribute of the page that is extended.
_CLASS_BLOCK = re.compile(r"{%-?\s*block\s+\w+_class\b.*?endblock.*?%}", re.DOTALL)
_TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
_ENTITY = re.compile(r"&#?\w+;")
_LETTERS = re.compile(r"[^\W\d_]{2,}")

_SPOKEN = {"alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_SILENT = {"script", "style", "code"}


def without_template_code(text: str) -> str:
    """The text with comments, tags, variables and everything translated taken out; line breaks stay."""
    for pattern in (_COMMENT, _TRANSLATED, _CLASS_BLOCK, _TAG):
        text = pattern.sub(lambda match: "\n" * match[0].count("\n") or " ", text)
    return text


class _Reader(HTMLParser):
    """Collects literal text and inline code.

    Text in an element with its own `lang` (the name of that language, say) may stand.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.literals: list[tuple[int, str]] = []
        self.inline: list[tuple[int, str]] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            if name.startswith("on") or name == "style" or value.strip().lower().startswith("javascript:"):
                self.inline.append((line, f"{tag} {name}"))
            spoken = name in _SPOKEN or (name == "value" and values.get("type") in {"submit", "button", "reset"})
            if spoken and not self._silent and _LETTERS.search(value):
                self.literals.append((line, value))
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") != "application/json"):
            self.inline.append((line, tag))
        if tag not in _VOID and (self._silent or self._is_silent(tag, values)):
            self._silent.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            while self._silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._silent and _LETTERS.search(data):
            self.literals.append((self.getpos()[0], " ".join(data.split())))

    @staticmethod
    def _is_silent(tag: str, values: dict[str, str]) -> bool:
        own_language = "lang" in values and tag != "html"
        return tag in _SILENT or own_language or values.get("translate") == "no"


def _read(template: str) -> _Reader:
    reader = _Reader()
    reader.feed(without_template_code(template))
    reader.close()
    return reader


def literals(template: str, *, markup: bool = True) -> Iterator[tuple[int, str]]:
    """Line and words of what a person would read untranslated; without markup, line by line."""
    if markup:
        yield from _read(template).literals
        return
    for number, line in enumerate(without_template_code(template).splitlines(), start=1):
        if _LETTERS.search(_ENTITY.sub("", line)):
            yield number, line.strip()


def inline_code(template: str) -> Iterator[tuple[int, str]]:
    """Line and kind of scripts, styles and handlers that stand in the page itself."""
    yield from _read(template).inline
