"""The shape of an instrument file: sections, pages, items, options and conditions, in two languages."""

from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from questionnaires.definition.conditions import condition_fault

Language = Literal["da", "en"]
Kind = Literal["patient", "clinician", "diary", "interview"]
ItemType = Literal["boolean", "choice", "multi", "scale", "integer", "decimal", "date", "text"]
Operator = Literal["=", "!=", ">", "<", ">=", "<=", "exists", "contains"]
Privacy = Literal["pseudonymous", "free_text", "identifying"]
Zone = Literal["shared_care", "research_only"]
Source = Literal["own", "pack"]

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,25}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_]{0,19}$")]
Requirement = Annotated[str, StringConstraints(pattern=r"^[RS][0-9]{1,3}$")]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Number = int | float

LABEL_LENGTH = 80
DISPLAYS = frozenset({"line", "number", "faces"})
CHOSEN: frozenset[str] = frozenset({"choice", "multi"})
NUMERIC: frozenset[str] = frozenset({"scale", "integer", "decimal"})


def privacy_of(item_type: str | None) -> Privacy:
    """Free text is free text; everything else is pseudonymous, unless the file says it is identifying."""
    return "free_text" if item_type == "text" else "pseudonymous"


class Strict(BaseModel):
    """Nothing unknown, nothing converted, nothing changed afterwards."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Text(Strict):
    """One text in both languages; neither may be empty."""

    da: Sentence
    en: Sentence

    def within(self, language: str) -> str:
        """The text in that language; every language but Danish reads English."""
        return self.da if language == "da" else self.en


class Ends(Strict):
    """The words at the two ends of a scale."""

    low: Text
    high: Text


class OptionGroup(Strict):
    """A heading over some options of a long list."""

    id: Name
    label: Text
    help: Text | None = None


class Option(Strict):
    """One thing to choose. An exclusive option ("none of these") cannot stand beside another one."""

    code: Code
    label: Text
    group: Name | None = None
    exclusive: bool = False
    picture: Name | None = None
    value: Number | None = None
    """What it counts as in a sum (FHIR ordinalValue)."""


class Condition(Strict):
    """One comparison with the answer of an earlier item (FHIR enableWhen)."""

    item: Name
    operator: Operator
    answer: bool | int | float | str


class EnableWhen(Strict):
    """The item is shown when all (or any) of the conditions hold."""

    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def one_list(self) -> Self:
        if bool(self.all) == bool(self.any):
            raise ValueError("enable_when has either 'all' or 'any', with at least one condition in it.")
        return self

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return self.all or self.any


class Item(Strict):
    """One question. With `pack` it is a position only: its wording comes from a licensed wording pack."""

    id: Name
    type: ItemType
    label: Text
    text: Text | None = None
    help: Text | None = None
    options: tuple[Option, ...] = ()
    groups: tuple[OptionGroup, ...] = ()
    min: Number | None = None
    max: Number | None = None
    max_length: int | None = Field(default=None, ge=1, le=4000)
    ends: Ends | None = None
    unit: Text | None = None
    tick: bool = False
    fill: Literal["today"] | None = None
    enable_when: EnableWhen | None = None
    privacy: Privacy = Field(default_factory=lambda known: privacy_of(known.get("type")))
    zone: Zone = "shared_care"
    covers: tuple[Requirement, ...] = ()
    seconds: int | None = Field(default=None, ge=0, le=300)
    dont_know: bool = False
    """"I don't know" is offered as an answer of its own."""
    stable: bool = False
    """Seldom changes: the last answer is shown for confirmation instead of asking anew."""
    display: Name | None = None
    """A scale from 0 to 100 shown as line, numbers or faces; the choice of this name holds which."""
    chart: Literal["body"] | None = None
    """A multi whose options are zones of the body, shown as a drawing beside the list."""
    pack: Name | None = None
    pair: Name | None = None
    """Of a clinician's item: the patient's item about the same matter."""
    source: Source = Field(default_factory=lambda known: "pack" if known.get("pack") else "own")

    @model_validator(mode="after")
    def complete(self) -> Self:
        """Everything the type needs is there, and nothing that it cannot use."""
        faults = [*self._wording_faults(), *self._option_faults(), *self._range_faults()]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    @property
    def is_waiting(self) -> bool:
        """Whether no pack gives it words: it is not shown, and no answer to it is taken."""
        return self.pack is not None

    def option(self, code: str) -> Option | None:
        return next((option for option in self.options if option.code == code), None)

    def _wording_faults(self) -> list[str]:
        faults = []
        if self.pack is None and self.text is None:
            faults.append("the question is missing; give text in da and en, or name a wording pack.")
        if self.pack is not None and (self.text or self.help or self.ends):
            faults.append("wording of a pack never stands here; leave out text, help and ends.")
        if (self.pack is not None) != (self.source == "pack"):
            faults.append("the source is pack where a pack is named, and own everywhere else.")
        faults += [
            f"the label has {len(words)} characters in {language}; at most {LABEL_LENGTH} are expected."
            for language, words in (("da", self.label.da), ("en", self.label.en))
            if len(words) > LABEL_LENGTH
        ]
        if self.type == "text" and self.privacy == "pseudonymous":
            faults.append("a text is free_text or identifying; it is never pseudonymous.")
        if self.tick and self.type != "boolean":
            faults.append("tick belongs to a boolean only.")
        if self.fill and self.type != "date":
            faults.append("fill: today belongs to a date only.")
        if self.chart and self.type != "multi":
            faults.append("chart belongs to a multi only.")
        if self.display and (self.type, self.min, self.max) != ("scale", 0, 100):
            faults.append("display belongs to a scale from 0 to 100.")
        return faults

    def _option_faults(self) -> list[str]:
        if self.type not in CHOSEN:
            return [f"options belong to choice and multi, not to {self.type}."] if self.options else []
        faults = []
        if len(self.options) < 2:
            faults.append(f"options are missing; a {self.type} has at least two.")
        codes = [option.code.lower() for option in self.options]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            faults.append(f"the option {code} stands twice; every code is used once.")
        known = {group.id for group in self.groups}
        for group in sorted({option.group for option in self.options if option.group} - known):
            faults.append(f"an option stands in the group {group}, which is not among the item's groups.")
        exclusive = [option.code for option in self.options if option.exclusive]
        if exclusive and self.type == "choice":
            faults.append("exclusive belongs to a multi; the options of a choice exclude each other already.")
        return faults

    def _range_faults(self) -> list[str]:
        faults = []
        ranged = self.min is not None or self.max is not None
        if ranged and self.type not in NUMERIC:
            faults.append(f"min and max belong to numbers, not to {self.type}.")
        if self.type in NUMERIC and (self.min is None or self.max is None):
            faults.append(f"the range is missing; {self.type} needs min and max.")
        if self.min is not None and self.max is not None and self.min >= self.max:
            faults.append("min is below max.")
        if self.type in {"scale", "integer"} and any(isinstance(n, float) for n in (self.min, self.max)):
            faults.append(f"min and max are whole numbers where the type is {self.type}.")
        if self.type == "scale" and self.pack is None and self.ends is None:
            faults.append("ends are missing; a scale names its low and its high end.")
        if self.ends and self.type != "scale":
            faults.append("ends belong to a scale.")
        if self.type == "text" and self.max_length is None:
            faults.append("max_length is missing; a text says how long it may be.")
        if self.max_length is not None and self.type != "text":
            faults.append("max_length belongs to a text.")
        return faults


class Page(Strict):
    """What stands together on the screen."""

    id: Name
    intro: Text | None = None
    items: tuple[Item, ...] = Field(min_length=1)


class Section(Strict):
    """Pages about one thing, with a heading."""

    id: Name
    title: Text
    pages: tuple[Page, ...] = Field(min_length=1)


class Definition(Strict):
    """One instrument: questionnaire, diary, record template or interview guide.

    Whoever changes a published instrument gives it the next number.
    """

    slug: Name
    number: int = Field(default=1, ge=1, le=32_767)
    kind: Kind
    title: Text
    intro: Text
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def coherent(self) -> Self:
        """Names are unique, and conditions look back at items and answers that exist."""
        faults = [*self._name_faults(), *self._condition_faults(), *self._display_faults()]
        if faults:
            raise ValueError("\n".join(faults))
        return self

    def __copy__(self) -> Self:
        """Without what was found out about the original: a copy may get other sections."""
        copied = super().__copy__()
        for name in ("pages", "items", "packs", "_items_by_id"):
            copied.__dict__.pop(name, None)
        return copied

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        return tuple(page for section in self.sections for page in section.pages)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All items in the order they are asked."""
        return tuple(item for page in self.pages for item in page.items)

    @cached_property
    def packs(self) -> frozenset[str]:
        """The wording packs that some item waits for."""
        return frozenset(item.pack for item in self.items if item.pack)

    @cached_property
    def _items_by_id(self) -> dict[str, Item]:
        return {item.id: item for item in self.items}

    def item(self, item_id: str) -> Item | None:
        return self._items_by_id.get(item_id)

    def _name_faults(self) -> list[str]:
        faults = []
        for what, names in (
            ("section", [section.id for section in self.sections]),
            ("page", [page.id for page in self.pages]),
            ("item", [item.id for item in self.items]),
        ):
            for name in sorted({name for name in names if names.count(name) > 1}):
                faults.append(f"{what} {name}: this name stands twice; every {what} has its own.")
        return faults

    def _display_faults(self) -> list[str]:
        modes = {item.id for item in self.items if {option.code for option in item.options} == DISPLAYS}
        return [
            f"item {item.id}: display names {item.display}, which is no choice of line, numbers and faces in this file."
            for item in self.items
            if item.display and item.display not in modes
        ]

    def _condition_faults(self) -> list[str]:
        faults = []
        known = {item.id for item in self.items}
        earlier: dict[str, Item] = {}
        for item in self.items:
            for condition in item.enable_when.conditions if item.enable_when else ():
                target = earlier.get(condition.item)
                if condition.item not in known:
                    fault = f"enable_when names {condition.item}, which is not an item of this file."
                elif target is None:
                    fault = f"enable_when names {condition.item}, which is not asked before it."
                else:
                    codes = [option.code for option in target.options]
                    fault = condition_fault(target.id, target.type, codes, condition.operator, condition.answer) or ""
                if fault:
                    faults.append(f"item {item.id}: {fault}")
            earlier[item.id] = item
        return faults
