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
Form = tuple[Literal["tick", "yes_no"], Literal[23, 24]]
"""Which form of RMDQ: how it is shown, and how many items it has."""
Fitting = Mapping[str, Mapping[Language, "Pack"]]
"""The packs that fit a definition, by instrument and language."""


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


class ShownPage(Page):
    """A page in the words of packs, with what their holders want said beside them."""

    notices: tuple[Text, ...] = ()


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


def fitting(definition: Definition, packs: Iterable[Pack]) -> Fitting:
    """The packs whose words can stand in the definition. Of two in one language the later one counts."""
    found: dict[str, dict[Language, Pack]] = {}
    for pack in packs:
        if not check(pack, definition):
            found.setdefault(pack.instrument, {})[pack.language] = pack
    return found


def worded(definition: Definition, packs: Iterable[Pack]) -> Definition:
    """The definition with the packs' words in place, for showing; no position of theirs waits any more.

    Two packs of one instrument are two languages; where only one is there, both languages read its words, because
    no other translation is licensed. A pack that does not fit is left out whole. Items that the form of a pack does
    not have are taken out; a page whose holder asks for one question at a time becomes several. The words stay in
    the pack: what this returns is never stored, and a whole number with levels keeps its type, so that answers and
    scores stay what they are.
    """
    found = fitting(definition, packs)
    sections = []
    for section in definition.sections:
        pages = tuple(part for page in section.pages for part in _pages(page, found))
        if pages:
            sections.append(section.model_copy(update={"pages": pages}))
    return definition.model_copy(update={"sections": tuple(sections)})


def written_page(key: str) -> str:
    """The page of the file that a page of this key came from, if it was split for the sake of a pack."""
    return key.partition("-")[0]  # no name in a file holds a dash


def form(packs: Iterable[Pack]) -> Form | None:
    """Which form of RMDQ is shown with these packs, its languages; None without any."""
    forms = [(pack.rmdq_mode, pack.rmdq_items) for pack in packs if pack.rmdq_mode and pack.rmdq_items]
    if not forms:
        return None
    modes, counts = zip(*forms, strict=True)
    return "yes_no" if "yes_no" in modes else "tick", 23 if 23 in counts else 24


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


def _pages(page: Page, found: Fitting) -> list[Page]:
    """The page in the packs' words: none where no item is left, several where a holder asks for that."""
    parts: list[list[Item]] = []
    stands_alone = True
    for item in page.items:
        packs = list(found.get(item.pack or "", {}).values())
        if not all(pack.has_place_for(item) for pack in packs):
            continue
        alone = any(pack.display.one_per_page for pack in packs)
        if alone or stands_alone:
            parts.append([])
        parts[-1].append(_item(item, packs) if packs else item)
        stands_alone = alone
    return [_part(page, tuple(items), number, found) for number, items in enumerate(parts, start=1)]


def _part(page: Page, items: tuple[Item, ...], number: int, found: Fitting) -> Page:
    names = {item.id for item in items}
    waited_for = dict.fromkeys(item.pack or "" for item in page.items if item.id in names)
    packs = [list(found.get(name, {}).values()) for name in waited_for]
    intros = [_text({pack.language: pack.intro for pack in of_one}) for of_one in packs]
    notices = [_text({pack.language: pack.display.notice for pack in of_one}) for of_one in packs]
    shown = {name: getattr(page, name) for name in type(page).model_fields} | {
        "id": page.id if number == 1 else f"{page.id}-{number}",
        "items": items,
        "intro": (intros[0] if len(intros) == 1 else None) or page.intro,
    }
    said = tuple(notice for notice in notices if notice)
    return ShownPage.model_construct(**shown, notices=said) if said else Page.model_construct(**shown)


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
