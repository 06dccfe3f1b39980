"""From ticks to events: which item tells of a contact, a test or its result, a treatment, a diagnosis or sick leave,
and which that something of it is over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["contact", "test", "treatment", "diagnosis", "sick_leave"]

DATE_ITEM = "g_date"
# Item → kind of event its options are. Items that say how somebody is, not what happened, are not here.
KINDS: Mapping[str, Kind] = {
    "g_contact": "contact",
    "g_icpc": "diagnosis",
    "g_tests": "test",
    "g_tests_result": "test",
    "g_treat": "treatment",
    "g_meds_new": "treatment",
}
# Options that are another kind than their item's.
OTHER_KINDS: Mapping[tuple[str, str], Kind] = {("g_treat", "sick_note"): "sick_leave"}
# Options that say that nothing happened, or that another item says better.
NOTHING: frozenset[tuple[str, str]] = frozenset(
    {
        *(("g_tests", "none"), ("g_treat", "nothing_more"), ("g_treat", "information"), ("g_meds_new", "none")),
        *(("g_tests_result", f"{kind}_awaited") for kind in ("xray", "mr", "ct", "blood")),
    }
)
# Item that says what is over → item under which it began, with the same codes.
ENDS: Mapping[str, str] = {"g_meds_stop": "g_meds_new", "g_treat_stop": "g_treat"}
# A single answer that says the same.
OVER: Mapping[tuple[str, str], tuple[str, str]] = {("g_sick_note", "ended"): ("g_treat", "sick_note")}


@dataclass(frozen=True)
class Ticked:
    """One event as ticked: coded by item and option, on the day of the consultation."""

    kind: Kind
    item: str
    code: str


def ticked(answers: Mapping[str, object]) -> Iterator[Ticked]:
    """The events of one record template, in the order of KINDS. Reasons for missing answers are no events."""
    for item, kind in KINDS.items():
        value = answers.get(item)
        codes = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        for code in codes:
            if (item, code) not in NOTHING:
                yield Ticked(OTHER_KINDS.get((item, code), kind), item, code)


def ended(answers: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Item and code of what is over from this consultation on, as they were ticked when it began."""
    for item, began in ENDS.items():
        value = answers.get(item)
        for code in value if isinstance(value, list) else []:
            yield began, code
    for (item, code), began_as in OVER.items():
        if answers.get(item) == code:
            yield began_as


def day_of(answers: Mapping[str, object], today: date) -> date:
    """The day of the consultation: as written, today where nothing is."""
    written = answers.get(DATE_ITEM)
    return date.fromisoformat(written) if isinstance(written, str) else today
