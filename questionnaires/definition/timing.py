"""How long an instrument takes: the seconds of its items, before anyone has measured real people.

Source: the time model of the data dictionary (tick 3 s, number 6 s, one choice 8 s, list 15 s, short
text 25 s); trained hands tick a record template on one screen, so its choices and lists count as ticks.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from questionnaires.definition.schema import Definition, Item, Kind

_PATIENT = {
    "boolean": 3,
    "scale": 6,
    "integer": 6,
    "decimal": 6,
    "date": 6,
    "choice": 8,
    "multi": 15,
    "text": 25,
}
_CLINICIAN = {**_PATIENT, "boolean": 2, "scale": 3, "choice": 3, "multi": 5}


def item_seconds(item: Item, kind: Kind) -> int:
    """Seconds for one item: its own estimate, or the one of its type."""
    if item.seconds is not None:
        return item.seconds
    return (_CLINICIAN if kind == "clinician" else _PATIENT)[item.type]


def total_seconds(items: Iterable[Item], kind: Kind) -> int:
    return sum(item_seconds(item, kind) for item in items)


def seconds(definition: Definition, packs: frozenset[str] = frozenset(), *, everything: bool = False) -> int:
    """Seconds for what most people see: no conditional items, no packs but the available ones.

    With `everything` the conditional items count too: the ceiling for the longest way through.
    """
    shown = [
        item
        for item in definition.items
        if (item.pack is None or item.pack in packs) and (everything or item.enable_when is None)
    ]
    return total_seconds(shown, definition.kind)


def minutes(definition: Definition, packs: frozenset[str] = frozenset(), *, everything: bool = False) -> Decimal:
    """The same in minutes with one decimal."""
    return (Decimal(seconds(definition, packs, everything=everything)) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)
