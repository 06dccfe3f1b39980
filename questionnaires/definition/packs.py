"""Wording packs: the licensed words of an instrument, in one language, for the positions that wait for them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from questionnaires.definition.faults import DefinitionError, sentences
from questionnaires.definition.schema import (
    CHOSEN,
    Code,
    Definition,
    Ends,
    Item,
    Language,
    Name,
    Option,
    Page,
    Sentence,
    Strict,
    Text,
)

Channel = Literal["web", "paper", "phone"]
Word = Annotated[str, StringConstraints(min_length=1, max_length=200)]
RMDQ = "rmdq"


class Level(Strict):
    """One answer in the pack's words; the code is that of the option, or the whole number it stands for."""

    code: Code
    label: Word


class Wording(Strict):
    """The words of one item. A scale has words for both ends; whole numbers and choices have levels."""

    text: Sentence
    help: Sentence | None = None
    low: Word | None = None
    high: Word | None = None
    levels: tuple[Level, ...] = ()


class Display(Strict):
    """What the holder asks of whoever shows the words."""

    one_per_page: bool = False
    notice: Sentence | None = None


class Pack(Strict):
    """What a rights holder or licensee hands over. `valid_to` is the last day; without it there is none.

    `rmdq_mode` and `rmdq_items` say which form of RMDQ this is; no other pack has them.
    """

    instrument: Name
    version: Word
    language: Language
    translator: Word
    licence: Word
    holder: Word
    valid_from: date
    valid_to: date | None = None
    channels: tuple[Channel, ...] = Field(min_length=1)
    display: Display = Display()
    intro: Sentence | None = None
    items: Mapping[Name, Wording] = Field(min_length=1)
    rmdq_mode: Literal["tick", "yes_no"] | None = None
    rmdq_items: Literal[23, 24] | None = None

    @model_validator(mode="after")
    def coherent(self) -> Self:
        faults = []
        if self.valid_to is not None and self.valid_to < self.valid_from:
            faults.append("valid_to is not before valid_from.")
        if (self.instrument == RMDQ) != (self.rmdq_mode is not None) or (self.rmdq_mode is None) != (
            self.rmdq_items is None
        ):
            faults.append("rmdq_mode and rmdq_items are both given for rmdq, and for nothing else.")
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def has_place_for(self, item: Item) -> bool:
        """Whether this form of the instrument has that item: the form of 23 ends before the 24th."""
        number = item.id.removeprefix("rmdq_")
        beyond = self.rmdq_items is not None and number.isdecimal() and int(number) > self.rmdq_items
        return item.pack == self.instrument and not beyond


def read_pack(text: str, name: str = "pack") -> Pack:
    """The pack written in that JSON text. Raises DefinitionError, which says everything that is wrong."""
    try:
        return Pack.model_validate_json(text)
    except ValidationError as error:
        try:
            document = json.loads(text)
        except ValueError:
            raise DefinitionError(name, [f"{name}: this is not JSON."]) from error
        raise DefinitionError(name, sentences(error, document, name)) from error


def is_valid(pack: Pack, day: date, channel: Channel) -> bool:
    """Whether its words may be shown on that day in that way; the first and the last day count."""
    return pack.valid_from <= day and (pack.valid_to is None or day <= pack.valid_to) and channel in pack.channels


def check(pack: Pack, definition: Definition) -> list[str]:
    """What does not fit between the pack and the positions that wait for it, a sentence each; empty where all fits."""
    waiting = {item.id: item for item in definition.items if pack.has_place_for(item)}
    if not waiting:
        return [f"{definition.slug}: no item waits for the pack {pack.instrument}."]
    faults = [f"item {name}: this pack has no words for it." for name in waiting if name not in pack.items]
    faults += [f"item {name}: no item of this name waits for the pack." for name in pack.items if name not in waiting]
    for name, wording in pack.items.items():
        if name in waiting:
            faults += [f"item {name}: {fault}" for fault in _misfits(waiting[name], wording)]
    return faults


def worded(definition: Definition, packs: Iterable[Pack]) -> Definition:
    """The definition with the packs' words in place, for showing; no position of theirs waits any more.

    Two packs of one instrument are two languages; where only one is there, both languages read its words, because
    no other translation is licensed. Of two in one language the later one counts. A pack that does not fit is left
    out whole. Items that the form of a pack does not have are taken out. The words stay in the pack: what this
    returns is never stored, and a whole number with levels keeps its type, so that answers and scores stay what
    they are.
    """
    fitting: dict[str, dict[Language, Pack]] = {}
    for pack in packs:
        if not check(pack, definition):
            fitting.setdefault(pack.instrument, {})[pack.language] = pack
    sections = []
    for section in definition.sections:
        pages = tuple(page for page in (_page(page, fitting) for page in section.pages) if page.items)
        if pages:
            sections.append(section.model_copy(update={"pages": pages}))
    return definition.model_copy(update={"sections": tuple(sections)})


def _misfits(item: Item, wording: Wording) -> list[str]:
    codes = [level.code for level in wording.levels]
    if item.type in CHOSEN:
        expected = [option.code for option in item.options]
    elif item.type == "integer" and item.min is not None and item.max is not None:
        expected = [str(number) for number in range(int(item.min), int(item.max) + 1)]
    else:
        expected = []
    faults = []
    if sorted(codes) != sorted(expected):
        faults.append(
            f"expected are the levels {', '.join(expected) or 'none'}; found are {', '.join(codes) or 'none'}."
        )
    ends = {wording.low is not None, wording.high is not None}
    if ends != {item.type == "scale"}:
        faults.append("low and high are both given for a scale, and for nothing else.")
    return faults


def _page(page: Page, fitting: Mapping[str, Mapping[Language, Pack]]) -> Page:
    items = []
    for item in page.items:
        packs = list(fitting.get(item.pack or "", {}).values())
        if not packs:
            items.append(item)
        elif all(pack.has_place_for(item) for pack in packs):
            items.append(_item(item, packs))
    waited_for = {item.pack for item in page.items}
    packs = list(fitting.get(waited_for.pop() or "", {}).values()) if len(waited_for) == 1 else []
    intro = _text({pack.language: pack.intro for pack in packs}) or page.intro
    return page.model_copy(update={"items": tuple(items), "intro": intro})


def _item(item: Item, packs: Sequence[Pack]) -> Item:
    words = {pack.language: pack.items[item.id] for pack in packs}
    low = _text({language: one.low for language, one in words.items()})
    high = _text({language: one.high for language, one in words.items()})
    labels: dict[str, dict[Language, str | None]] = {}
    for language, one in words.items():
        for level in one.levels:
            labels.setdefault(level.code, {})[language] = level.label
    options = {option.code: option for option in item.options}
    shown = []
    for code, label in labels.items():
        text = _text(label)
        if text is not None:
            known = options.get(code)
            shown.append(known.model_copy(update={"label": text}) if known else Option(code=code, label=text))
    return item.model_copy(
        update={
            "pack": None,
            "text": _text({language: one.text for language, one in words.items()}),
            "help": _text({language: one.help for language, one in words.items()}),
            "ends": Ends(low=low, high=high) if low and high else None,
            "options": tuple(shown),
            "tick": item.tick and all(pack.rmdq_mode != "yes_no" for pack in packs),
        }
    )


def _text(words: Mapping[Language, str | None]) -> Text | None:
    """The words in both languages; the one that is there stands for the other."""
    there = [one for one in (words.get("da"), words.get("en")) if one is not None]
    return Text(da=words.get("da") or there[0], en=words.get("en") or there[0]) if there else None
