"""A question as a page shows it: words in one language, what is chosen, what was wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from questionnaires.definition.schema import Item, Text
from questionnaires.drawing import body
from questionnaires.drawing.parts import VIEWS, parts_of, sided
from questionnaires.engine.answers import DONT_KNOW, PREFER_NOT, Value, is_missing, missing
from questionnaires.engine.display import FACES, LINE, NUMBER, PLACES, nearest

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
    place: str = ""
    """On a scale from 0 to 100: the value this place stands for. `code` is the value kept there, if it lies between."""

    @property
    def picture_template(self) -> str:
        """The drawing as inline SVG, so that it takes the colours of the page."""
        return f"questionnaires/pictures/{self.picture}.svg"


@dataclass(frozen=True)
class Group:
    """Choices that stand together, under a heading or without one."""

    choices: list[Choice]
    id: str = ""
    label: str = ""
    help: str = ""


@dataclass(frozen=True)
class Switch:
    """The choice between line, numbers and faces beside the scale that it shows."""

    id: str
    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class BodyView:
    """One side of the body, drawn with what is chosen."""

    side: str
    drawing: body.Drawing


@dataclass(frozen=True)
class Question:
    """`kind` names the template: rows, ticks, tick, scale, display, number, date, text or long_text."""

    id: str
    kind: str
    words: str
    help: str
    choices: list[Choice] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    """The choices again, in runs under their headings."""
    display: str = ""
    """Line, number or faces, where the kind is display; `choices` are the numbers then, and `faces` the faces."""
    faces: list[Choice] = field(default_factory=list)
    switch: Switch | None = None
    chart: list[BodyView] = field(default_factory=list)
    is_sided: bool = False
    """Whether the drawing's left and right matter."""
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
    faces: tuple[str, ...] = ("",) * len(PLACES[FACES]),
    display: str = LINE,
    switch: Item | None = None,
) -> Question:
    """The item in that language with its present value, or with an earlier one that is to be confirmed.

    `yes_no` are the words of a boolean's two rows. For a scale with `display`: `display` is how it is shown now,
    `faces` are the words of the faces from low to high, and `switch` is the item that holds the choice, where that is
    drawn beside the scale.
    """
    given = None if is_missing(value) else value
    kind = _kind(item)
    choices = _choices(item, kind, given, language, yes_no)
    return Question(
        id=item.id,
        kind=kind,
        words=_in(item.text or item.label, language),
        help=_in(item.help, language),
        choices=choices,
        groups=_groups(item, choices, language),
        display=display if kind == "display" else "",
        faces=_faces(given, faces) if kind == "display" else [],
        switch=_switch(switch, display, language) if switch and kind == "display" else None,
        chart=_chart(item, given),
        is_sided=bool(item.chart) and sided(frozenset(option.code for option in item.options)),
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
        case "scale" if item.display:
            return "display"
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
    if kind == "display":
        return _places(given, NUMBER, [str(place // 10) for place in PLACES[NUMBER]])
    if kind == "scale":
        return [Choice(str(n), str(n), given == n) for n in range(int(item.min or 0), int(item.max or 0) + 1)]
    chosen = given if isinstance(given, list) else [str(given) if item.type == "integer" else given]
    return [
        Choice(option.code, _in(option.label, language), option.code in chosen, option.exclusive, option.picture or "")
        for option in item.options
    ]


def _places(given: Value | None, display: str, labels: Sequence[str]) -> list[Choice]:
    """The places of a scale from 0 to 100. What lies between two is kept as it is at the nearest of them."""
    at = nearest(display, given) if isinstance(given, int) and not isinstance(given, bool) else None
    return [
        Choice(str(given if place == at else place), label, place == at, place=str(place))
        for place, label in zip(PLACES[display], labels, strict=True)
    ]


def _faces(given: Value | None, words: tuple[str, ...]) -> list[Choice]:
    return [replace(one, picture=f"face_{one.place}") for one in _places(given, FACES, words)]


def _switch(item: Item, display: str, language: str) -> Switch:
    choices = [Choice(one.code, _in(one.label, language), one.code == display) for one in item.options]
    return Switch(item.id, _in(item.text or item.label, language), choices)


def _groups(item: Item, choices: list[Choice], language: str) -> list[Group]:
    """Runs of choices of the same group, in their order; one run without heading where there are none."""
    if not item.groups or len(choices) != len(item.options):
        return [Group(choices)]
    known = {group.id: group for group in item.groups}
    found: list[Group] = []
    pairs = zip(item.options, choices, strict=True)
    for group_id, run in groupby(pairs, key=lambda pair: pair[0].group):
        group = known.get(group_id or "")
        own = [choice for _option, choice in run]
        found.append(
            Group(own, group.id, _in(group.label, language), _in(group.help, language)) if group else Group(own)
        )
    return found


def _chart(item: Item, given: Value | None) -> list[BodyView]:
    if item.chart != "body":
        return []
    codes = [option.code for option in item.options if parts_of(option.code)]
    chosen = given if isinstance(given, list) else []
    return [BodyView(side, body.view(side, codes, chosen)) for side in VIEWS]
