"""A questionnaire on paper: numbered questions with boxes and lines, and the branching in words.

Made of a definition alone, so that a draft is shown like what is published. Questions whose words come with a wording
pack that is not here, and questions that could never be asked without them, are left out; what is left is numbered
from 1. Whoever wants the words of packs hands in a definition that has them.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from questionnaires.definition.schema import DISPLAYS, Definition, Item, Option, Text
from questionnaires.presenters.answering.questions import MOST_STEPS, may_not_know
from questionnaires.presenters.paper import conditions

TEMPLATE = "questionnaires/paper.html"
SIGNS_A_LINE = 60  # of handwriting on A4
MOST_LINES = 6
MOST_BOXES = 14


@dataclass(frozen=True)
class Box:
    """One box to tick. `heading` stands above the first of a group."""

    code: str
    label: str
    heading: str = ""
    picture: str = ""

    @property
    def picture_template(self) -> str:
        return f"questionnaires/pictures/{self.picture}.svg"


@dataclass(frozen=True)
class PaperQuestion:
    """`kind` says how it is answered: one, many, tick, scale, number, date or lines."""

    number: int
    id: str
    kind: str
    words: str
    help: str
    only_if: str = ""
    otherwise: str = ""
    boxes: tuple[Box, ...] = ()
    low: str = ""
    high: str = ""
    min: str = ""
    max: str = ""
    unit: str = ""
    lines: tuple[int, ...] = ()
    may_not_know: bool = False
    may_prefer_not: bool = False

    @property
    def is_long(self) -> bool:
        """Too long to be kept together on one page."""
        return len(self.boxes) > MOST_BOXES


@dataclass(frozen=True)
class PaperPart:
    """A section, with the words that introduce its pages."""

    title: str
    intro: str
    questions: tuple[PaperQuestion, ...]


@dataclass(frozen=True)
class Paper:
    """The whole sheet. `edition` says which instrument and version it is; without a study number it is a blank one.

    The introduction of a patient's questionnaire is about the web, so that paper has one of its own.
    """

    title: str
    intro: str
    edition: str
    language: str
    is_for_patient: bool
    parts: tuple[PaperPart, ...] = field(default=())
    study_number: str = ""

    @property
    def return_address(self) -> str:
        return str(settings.STUDY_RETURN_ADDRESS)

    @property
    def questions(self) -> tuple[PaperQuestion, ...]:
        return tuple(question for part in self.parts for question in part.questions)


def paper(definition: Definition, language: str, *, study_number: str = "") -> Paper:
    """The sheet in that language; every word in it, ours too."""
    is_for_patient = definition.kind in {"patient", "diary"}
    with override(language):
        asked = on_paper(definition)
        parts = []
        for section in definition.sections:
            intro = " ".join(page.intro.within(language) for page in section.pages if page.intro)
            items = [item for page in section.pages for item in page.items if item.id in asked]
            if items:
                questions = tuple(_question(item, asked, language, is_for_patient) for item in items)
                parts.append(PaperPart(section.title.within(language), intro, questions))
        return Paper(
            title=definition.title.within(language),
            intro="" if is_for_patient else definition.intro.within(language),
            edition=f"{definition.slug} {definition.number}",
            language=language,
            is_for_patient=is_for_patient,
            parts=tuple(parts),
            study_number=study_number,
        )


def on_paper(definition: Definition) -> dict[str, tuple[int, Item]]:
    """The items that stand on paper, in order, each with its number there.

    Not those without words, and not the choice of how a scale is drawn on a screen.
    """
    asked: dict[str, tuple[int, Item]] = {}
    for item in definition.items:
        if item.text is None or {option.code for option in item.options} == DISPLAYS:
            continue
        if conditions.is_reachable(item.enable_when, asked):
            asked[item.id] = len(asked) + 1, item
    return asked


def html(sheet: Paper) -> str:
    """The sheet as a document of its own, for printing."""
    contact = {
        "person": settings.STUDY_CONTACT_PERSON,
        "phone": settings.STUDY_CONTACT_PHONE.replace(" ", "\N{NO-BREAK SPACE}"),
        "email": settings.STUDY_CONTACT_EMAIL,
    }
    with override(sheet.language):
        return render_to_string(TEMPLATE, {"sheet": sheet, "study_contact": contact})


def _question(item: Item, asked: conditions.Asked, language: str, may_prefer_not: bool) -> PaperQuestion:
    kind = _kind(item)
    return PaperQuestion(
        number=asked[item.id][0],
        id=item.id,
        kind=kind,
        words=(item.text or item.label).within(language),
        help=_in(item.help, language),
        only_if=conditions.only_if(item.enable_when, asked, language),
        otherwise=_otherwise(item, asked, language),
        boxes=tuple(_boxes(item, kind, language)),
        low=_in(item.ends.low, language) if item.ends else "",
        high=_in(item.ends.high, language) if item.ends else "",
        min="" if item.min is None else str(item.min),
        max="" if item.max is None else str(item.max),
        unit=_in(item.unit, language),
        lines=tuple(range(min(MOST_LINES, math.ceil((item.max_length or 0) / SIGNS_A_LINE)))),
        may_not_know=may_not_know(item),
        may_prefer_not=may_prefer_not and item.type != "text" and not item.tick,
    )


def _otherwise(item: Item, asked: conditions.Asked, language: str) -> str:
    """Where to go on, if the questions right after this one hang on nothing but one and the same answer to it."""
    number = asked[item.id][0]
    rest = [one for place, one in asked.values() if place > number]
    first = rest[0].enable_when if rest else None
    if first is None:
        return ""
    hanging = 0
    while hanging < len(rest) and rest[hanging].enable_when == first:
        hanging += 1
    following = number + hanging + 1 if hanging < len(rest) else None
    return conditions.otherwise(first, item, following, language)


def _kind(item: Item) -> str:
    match item.type:
        case "boolean":
            return "tick" if item.tick else "one"
        case "choice":
            return "one"
        case "multi":
            return "many"
        case "scale":
            return "scale" if int(item.max or 0) - int(item.min or 0) < MOST_STEPS else "number"
        case "integer" | "decimal":
            return "number"
        case "date":
            return "date"
    return "lines"


def _boxes(item: Item, kind: str, language: str) -> Iterator[Box]:
    if kind == "scale":
        yield from (Box(str(step), str(step)) for step in range(int(item.min or 0), int(item.max or 0) + 1))
    elif item.type == "boolean" and kind == "one":
        yield from (Box("true", _("Yes")), Box("false", _("No")))
    else:
        yield from (_box(option, language) for option in item.options if not option.group)
        for group in item.groups:
            members = [option for option in item.options if option.group == group.id]
            for place, option in enumerate(members):
                yield _box(option, language, group.label.within(language) if place == 0 else "")


def _box(option: Option, language: str, heading: str = "") -> Box:
    return Box(option.code, option.label.within(language), heading, option.picture or "")


def _in(text: Text | None, language: str) -> str:
    return text.within(language) if text else ""
