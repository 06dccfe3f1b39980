"""The one description of every variable; each export format, REDCap, FHIR and the documentation read it."""

from dataclasses import dataclass

from questionnaires.definition.schema import (
    Definition,
    EnableWhen,
    ItemType,
    Number,
    Option,
    Privacy,
    Text,
    Zone,
)


@dataclass(frozen=True)
class Variable:
    """What a column means. A multi stays one variable with its options; writers expand it."""

    name: str
    instrument: str
    section: str
    page: str
    type: ItemType
    label: Text
    question: Text | None
    options: tuple[Option, ...]
    min: Number | None
    max: Number | None
    max_length: int | None
    unit: Text | None
    privacy: Privacy
    zone: Zone
    pack: str | None
    covers: tuple[str, ...]
    enable_when: EnableWhen | None
    pair: str | None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)


def variables(definition: Definition) -> list[Variable]:
    """Every variable of the instrument in the order it is asked, those that wait for a pack among them."""
    return [
        Variable(
            name=item.id,
            instrument=definition.slug,
            section=section.id,
            page=page.id,
            type=item.type,
            label=item.label,
            question=item.text,
            options=item.options,
            min=item.min,
            max=item.max,
            max_length=item.max_length,
            unit=item.unit,
            privacy=item.privacy,
            zone=item.zone,
            pack=item.pack,
            covers=item.covers,
            enable_when=item.enable_when,
            pair=item.pair,
        )
        for section in definition.sections
        for page in section.pages
        for item in page.items
    ]
