"""Everything a summary may be made of, as plain values: read once, already past the consent gate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from questionnaires.definition.schema import Definition, Item
from questionnaires.engine.answers import Value, substance


@dataclass(frozen=True)
class Answered:
    """One submitted form with its edition; of a patient's answers only those that may be shown in care."""

    day: date
    definition: Definition
    answers: Mapping[str, Value]


@dataclass(frozen=True)
class Happened:
    """One event of the course, coded by item and option of the edition it was ticked in."""

    kind: str
    item: str
    code: str
    starts_on: date
    ends_on: date | None
    definition: Definition | None


@dataclass(frozen=True)
class Scored:
    day: date
    name: str
    value: Decimal
    band: str


@dataclass(frozen=True)
class Picture:
    """One participant as a page or a sheet may show them. Empty where the participant has not said yes."""

    study_number: str
    name: str
    practice: str
    phone: str
    enrolled_on: date
    today: date
    shares: bool  # the participant lets the doctor see the answers
    keeps_record: bool  # the doctor's ticks may be kept for the cohort
    answered: tuple[Answered, ...] = ()  # oldest first
    records: tuple[Answered, ...] = ()  # the doctor's own ticks, oldest first
    events: tuple[Happened, ...] = ()
    scores: tuple[Scored, ...] = ()  # the latest of each name
    asked: int = 0  # questionnaires open now
    has_decided: bool = True  # the participant has answered the consent page at all
    has_stopped: bool = False  # and says no to everything

    def latest(self, item_id: str) -> tuple[Item, Value, date] | None:
        """The latest answer of substance the patient gave to an item."""
        return _latest(self.answered, item_id)

    def ticked(self, item_id: str) -> tuple[Item, Value, date] | None:
        """The same of the doctor's latest record template: an older one says nothing about today."""
        return _latest(self.records[-1:], item_id)

    def values(self, item_id: str) -> Iterator[tuple[date, Value]]:
        """Every answer of substance to an item, oldest first."""
        for form in self.answered:
            value = substance(form.answers, item_id)
            if value is not None:
                yield form.day, value


def _latest(forms: tuple[Answered, ...], item_id: str) -> tuple[Item, Value, date] | None:
    for form in reversed(forms):
        item, value = form.definition.item(item_id), substance(form.answers, item_id)
        if item is not None and value is not None:
            return item, value, form.day
    return None


def only_shared(definition: Definition, answers: Mapping[str, Value]) -> dict[str, Value]:
    """The answers without those that are for research only: they never reach a page or a sheet of care."""
    shared = {item.id for item in definition.items if item.zone == "shared_care"}
    return {item_id: value for item_id, value in answers.items() if item_id in shared}
