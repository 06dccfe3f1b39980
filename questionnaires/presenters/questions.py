"""A question as a page shows it: words in one language, what is chosen, what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from questionnaires.definition.schema import Item, Text
from questionnaires.engine.answers import DONT_KNOW, PREFER_NOT, Value, is_missing, missing

MOST_STEPS = 11  # a scale with more steps is typed as a number
LONG_TEXT = 100
# What a radio button sends for "would rather not say" and "I don't know"; no code can look like these.
PREFER_NOT_VALUE = "~p"
DONT_KNOW_VALUE = "~d"


@dataclass(frozen=True)
class Choice:
    """One row to tap."""

    code: str
    label: str
    chosen: bool
    exclusive: bool = False
    picture: str = ""

    @property
    def picture_template(self) -> str:
        """The drawing as inline SVG, so that it takes the colours of the page."""
        return f"questionnaires/pictures/{self.picture}.svg"


@dataclass(frozen=True)
class Question:
    """`kind` names the template: rows, ticks, tick, scale, number, date, text or long_text."""

    id: str
    kind: str
    words: str
    help: str
    choices: list[Choice] = field(default_factory=list)
    value: str = ""
    prefers_not: bool = False
    may_prefer_not: bool = True
    does_not_know: bool = False
    may_not_know: bool = False
    is_hidden: bool = False
    is_earlier: bool = False
    error: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    min: str = ""
    max: str = ""
    max_length: int = 0
    is_whole: bool = True


def question(
    item: Item,
    value: Value | None,
    language: str,
    *,
    is_hidden: bool = False,
    is_earlier: bool = False,
    error: str = "",
    yes_no: tuple[str, str] = ("", ""),
) -> Question:
    """The item in that language with its present value, or with an earlier one that is to be confirmed.

    `yes_no` are the words of a boolean's two rows.
    """
    given = None if is_missing(value) else value
    kind = _kind(item)
    return Question(
        id=item.id,
        kind=kind,
        words=_in(item.text or item.label, language),
        help=_in(item.help, language),
        choices=_choices(item, kind, given, language, yes_no),
        value="" if given is None or isinstance(given, list | bool) else str(given),
        prefers_not=value == missing(PREFER_NOT),
        may_prefer_not=kind not in {"tick", "text", "long_text"},
        does_not_know=value == missing(DONT_KNOW),
        may_not_know=may_not_know(item),
        is_hidden=is_hidden,
        is_earlier=is_earlier,
        error=error,
        low=_in(item.ends.low, language) if item.ends else "",
        high=_in(item.ends.high, language) if item.ends else "",
        unit=_in(item.unit, language),
        min="" if item.min is None else str(item.min),
        max="" if item.max is None else str(item.max),
        max_length=item.max_length or 0,
        is_whole=item.type != "decimal",
    )


def may_not_know(item: Item) -> bool:
    """Whether "I don't know" can be chosen: where the file says so, never beside a tick box."""
    return item.dont_know and not item.tick


def in_words(item: Item, value: Value | None, language: str, yes_no: tuple[str, str]) -> str:
    """The answer as one line of text; empty where there is none or only a reason for its absence."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return yes_no[0] if value else yes_no[1]
    codes = value if isinstance(value, list) else [str(value)]
    if item.options:
        return ", ".join(_in(option.label, language) for option in item.options if option.code in codes)
    unit = _in(item.unit, language)
    return f"{value} {unit}".strip()


def _in(text: Text | None, language: str) -> str:
    return text.within(language) if text else ""


def _kind(item: Item) -> str:
    match item.type:
        case "boolean":
            return "tick" if item.tick else "rows"
        case "choice":
            return "rows"
        case "multi":
            return "ticks"
        case "scale":
            steps = int(item.max or 0) - int(item.min or 0) + 1
            return "scale" if steps <= MOST_STEPS else "number"
        case "integer" | "decimal":
            return "rows" if item.options else "number"  # whole numbers with a pack's words for each
        case "date":
            return "date"
        case _:
            return "long_text" if (item.max_length or 0) > LONG_TEXT else "text"


def _choices(item: Item, kind: str, given: Value | None, language: str, yes_no: tuple[str, str]) -> list[Choice]:
    if kind == "tick":
        return [Choice("true", _in(item.text or item.label, language), given is True)]
    if item.type == "boolean":
        return [Choice("true", yes_no[0], given is True), Choice("false", yes_no[1], given is False)]
    if kind == "scale":
        return [Choice(str(n), str(n), given == n) for n in range(int(item.min or 0), int(item.max or 0) + 1)]
    chosen = given if isinstance(given, list) else [str(given) if item.type == "integer" else given]
    return [
        Choice(option.code, _in(option.label, language), option.code in chosen, option.exclusive, option.picture or "")
        for option in item.options
    ]
