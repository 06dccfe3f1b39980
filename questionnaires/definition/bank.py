"""Items that several instruments ask: written once in content/bank/, taken in by name.

    - use: pain_back_nrs
      covers: [R37]

becomes that item of the bank with its words, options and range; a name written beside `use` takes the place of
the bank's. So the same question has the same name, codes and words wherever it is asked.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from questionnaires.definition.faults import DefinitionError
from questionnaires.definition.yaml_text import read_mapping

BANK = Path(__file__).resolve().parent.parent / "content" / "bank"
Bank = Mapping[str, Mapping[str, object]]


def taken_in(document: object, bank: Bank) -> object:
    """The same document with every `use` written out. Raises ValueError where the bank has no such item."""
    if isinstance(document, Mapping):
        if "use" in document:
            return _item(document, bank)
        return {key: taken_in(value, bank) for key, value in document.items()}
    if isinstance(document, list):
        return [taken_in(value, bank) for value in document]
    return document


@cache
def shipped(folder: Path = BANK) -> Bank:
    """Every item of a folder's files by its name. Raises DefinitionError for a name that stands twice."""
    items: dict[str, Mapping[str, object]] = {}
    for path in sorted(folder.glob("*.yaml")):
        rows = read_mapping(path.read_text(encoding="utf-8"), path.name).get("items")
        for row in rows if isinstance(rows, list) else []:
            name = row.get("id") if isinstance(row, Mapping) else None
            if not isinstance(name, str):
                raise DefinitionError(path.name, [f"{path.name}: every item of the bank has an id."])
            if name in items:
                raise DefinitionError(path.name, [f"{path.name}: the item {name} stands twice in the bank."])
            items[name] = row
    return items


def _item(row: Mapping[str, object], bank: Bank) -> dict[str, object]:
    name = row["use"]
    if not isinstance(name, str) or name not in bank:
        raise ValueError(f"use names {name}, which is no item of the bank; correct the name or write the item out.")
    item = {**bank[name], **{key: value for key, value in row.items() if key != "use"}}
    if "positions" in item:  # a row of positions takes its ids from them; the bank's id is the row's name
        del item["id"]
    return item
