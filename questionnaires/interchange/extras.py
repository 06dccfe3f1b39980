"""Properties of an item that a table has no column for: carried as one line of JSON beside the row.

    rygvej {"covers":["R37"],"label":"Back pain","page":"where_strength"}

Other programs read past it; our own import takes it back. Privacy, zone and pack are among them.
"""

from collections.abc import Collection, Mapping

from questionnaires.interchange.words import clean, compact, parsed, within

MARK = "rygvej"
ITEM = frozenset(
    {
        *("label", "groups", "unit", "tick", "fill", "privacy", "zone", "covers", "seconds", "dont_know"),
        *("stable", "display", "chart", "pack", "pair", "options", "help", "ends"),
    }
)
PLACE = frozenset({"section", "page", "about", "title", "kind", "number"})
_TEXTS = frozenset({"label", "unit", "help", "title", "low", "high"})


def rest(document: Mapping[str, object], native: Collection[str]) -> dict[str, object]:
    """What is left of an item's document beside the columns of a format."""
    known = {*native, "id", "type", "source"}
    return {key: value for key, value in document.items() if key not in known}


def written(values: Mapping[str, object], language: str | None = None) -> str:
    """The line; with a language, its texts are in that language only."""
    return f"{MARK} {compact(within(dict(values), language) if language else values)}" if values else ""


def read(text: str, language: str | None = None) -> tuple[dict[str, object], str]:
    """The values of the line and what else stands in that text."""
    if not text.startswith(f"{MARK} {{"):
        return {}, text
    line, _, more = text.partition("\n")
    values = parsed(line.removeprefix(MARK))
    if not isinstance(values, dict):
        return {}, text
    known = {key: value for key, value in values.items() if key in ITEM | PLACE}
    return {key: _spoken(key, value, language) for key, value in known.items()}, more


def _spoken(key: str, value: object, language: str | None) -> object:
    if language and key in _TEXTS and isinstance(value, str):
        return {language: clean(value)}
    if isinstance(value, dict):
        return {inner: _spoken(inner, one, language) for inner, one in value.items()}
    if isinstance(value, list):
        return [_spoken("", one, language) for one in value]
    return value
