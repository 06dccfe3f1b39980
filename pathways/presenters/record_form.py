"""The record template as controls on a page, and what was sent from it as answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from questionnaires.definition.schema import Definition, Item, Option, Section
from questionnaires.engine.answers import DONT_KNOW, Value, missing
from questionnaires.engine.merging import merge, page_patch, submit
from questionnaires.engine.validation import AnswerFault, clean
from questionnaires.presenters.answering.questions import DONT_KNOW_VALUE, may_not_know

MOST_RADIOS = 5  # more options than this are a list to choose from

SENTENCES: Mapping[str, str | Promise] = {
    "exclusive_with_others": _("An answer like none or normal stands alone. Take one of the ticks away."),
    "not_a_date": _("Write a date, such as 14-05-2026."),
    "too_long": _("This line is too long. Make it shorter."),
}
OTHERWISE = _("This answer could not be read. Choose again.")


@dataclass(frozen=True)
class Choice:
    code: str
    label: str
    checked: bool
    dom_id: str


@dataclass(frozen=True)
class ChoiceGroup:
    """Options under a name of their own, such as one kind of serious disease; the name may be empty."""

    label: str
    help: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Control:
    """One item: `kind` is the control it becomes (ticks, radios, select, tick, scale, date, text)."""

    id: str
    kind: str
    label: str
    help: str
    groups: tuple[ChoiceGroup, ...]
    value: str
    low: str
    high: str
    max_length: int | None
    is_dependent: bool
    error: str | Promise

    @property
    def first_id(self) -> str:
        """Where a link to this control leads."""
        choices = [choice for group in self.groups for choice in group.choices]
        return choices[0].dom_id if choices and self.kind != "select" else f"id_{self.id}"


@dataclass(frozen=True)
class Block:
    """One section of the template."""

    title: str
    intro: str
    controls: tuple[Control, ...]


def blocks(
    definition: Definition, language: str, sent: QueryDict | None = None, faults: list[AnswerFault] | None = None
) -> list[Block]:
    """The template's sections, empty or as they were sent, with what was wrong beside each item."""
    wrong = {fault.item_id: SENTENCES.get(fault.code, OTHERWISE) for fault in faults or []}
    return [_block(section, language, sent, wrong) for section in definition.sections]


def read(definition: Definition, sent: QueryDict) -> tuple[dict[str, Value], list[AnswerFault]]:
    """The clean answers of a sent page, and its faults. Nothing that was not ticked counts as ticked."""
    raw: dict[str, object] = {}
    for item in definition.items:
        if item.id in sent:
            raw[item.id] = _raw(item, sent)
    patch, faults = clean(definition, raw)
    return submit(definition, merge({}, page_patch(definition.items, patch))).answers, faults


def _raw(item: Item, sent: QueryDict) -> object:
    if item.type == "multi":
        return sent.getlist(item.id)
    if may_not_know(item) and sent[item.id] == DONT_KNOW_VALUE:
        return missing(DONT_KNOW)
    return sent[item.id]


def _block(section: Section, language: str, sent: QueryDict | None, wrong: Mapping[str, str | Promise]) -> Block:
    return Block(
        title=section.title.within(language),
        intro=" ".join(page.intro.within(language) for page in section.pages if page.intro),
        controls=tuple(
            _control(item, language, sent, wrong.get(item.id, "")) for page in section.pages for item in page.items
        ),
    )


def _control(item: Item, language: str, sent: QueryDict | None, error: str | Promise) -> Control:
    chosen = sent.getlist(item.id) if sent is not None else []
    today = clock.today().isoformat() if item.fill == "today" and sent is None else ""
    return Control(
        id=item.id,
        kind=_kind(item),
        label=(item.text or item.label).within(language),
        help=item.help.within(language) if item.help else "",
        groups=tuple(_groups(item, language, chosen)),
        value=chosen[0] if chosen else today,
        low=item.ends.low.within(language) if item.ends else "",
        high=item.ends.high.within(language) if item.ends else "",
        max_length=item.max_length,
        is_dependent=item.enable_when is not None,
        error=error,
    )


def _kind(item: Item) -> str:
    match item.type:
        case "multi":
            return "ticks"
        case "choice":
            return "radios" if len(item.options) <= MOST_RADIOS else "select"
        case "boolean":
            return "tick"
    return item.type


def _groups(item: Item, language: str, chosen: list[str]) -> Iterator[ChoiceGroup]:
    """Ungrouped options first; a scale's steps are its options."""
    if item.type == "scale" and item.min is not None and item.max is not None:
        steps = range(int(item.min), int(item.max) + 1)
        yield ChoiceGroup("", "", tuple(Choice(str(n), str(n), str(n) in chosen, f"id_{item.id}_{n}") for n in steps))
        return
    plain = [option for option in item.options if not option.group]
    if plain or item.type == "boolean":
        choices = [_choice(item, option, language, chosen) for option in plain]
        if may_not_know(item):
            words = str(_("I don't know"))
            choices.append(Choice(DONT_KNOW_VALUE, words, DONT_KNOW_VALUE in chosen, f"id_{item.id}_dont_know"))
        yield ChoiceGroup("", "", tuple(choices))
    for group in item.groups:
        members = [option for option in item.options if option.group == group.id]
        yield ChoiceGroup(
            group.label.within(language),
            group.help.within(language) if group.help else "",
            tuple(_choice(item, option, language, chosen) for option in members),
        )


def _choice(item: Item, option: Option, language: str, chosen: list[str]) -> Choice:
    return Choice(option.code, option.label.within(language), option.code in chosen, f"id_{item.id}_{option.code}")
