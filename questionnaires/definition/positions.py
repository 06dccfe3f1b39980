"""Rows of items that a wording pack knows by position only.

    - positions: {prefix: rmdq_, count: 24, digits: 2, type: boolean}
      label: {da: "Rygfunktion, punkt {n}", en: "Back function, position {n}"}
      pack: rmdq

becomes the items rmdq_01 to rmdq_24; {n} in a text is the position. `first` starts the row at another number.
"""

from collections.abc import Mapping

_KNOWN = {"prefix", "first", "count", "digits", "type"}
MOST = 100


def expanded(document: object) -> object:
    """The same document with every group of positions written out as items.

    Raises ValueError with a sentence where a group is not understood; other faults are the schema's.
    """
    if isinstance(document, Mapping):
        return {
            key: _items(value) if key == "items" and isinstance(value, list) else expanded(value)
            for key, value in document.items()
        }
    if isinstance(document, list):
        return [expanded(value) for value in document]
    return document


def _items(rows: list[object]) -> list[object]:
    written: list[object] = []
    for row in rows:
        if isinstance(row, Mapping) and "positions" in row:
            written += _group(row)
        else:
            written.append(row)
    return written


def _group(row: Mapping[str, object]) -> list[object]:
    positions = row["positions"]
    if not isinstance(positions, Mapping) or not {"prefix", "count", "type"} <= set(positions) <= _KNOWN:
        raise ValueError("positions has prefix, count and type; first and digits may be added, nothing else.")
    prefix, count = positions["prefix"], positions["count"]
    first, digits = positions.get("first", 1), positions.get("digits", 1)
    if not isinstance(prefix, str) or not isinstance(digits, int) or not 1 <= digits <= 3:
        raise ValueError("positions: the prefix is text and digits is 1, 2 or 3.")
    if not all(isinstance(number, int) and 1 <= number <= MOST for number in (first, count)):
        raise ValueError(f"positions {prefix}: first and count are whole numbers from 1 to {MOST}.")
    shared = {key: value for key, value in row.items() if key != "positions"}
    return [
        {
            "id": f"{prefix}{n:0{digits}d}",
            "type": positions["type"],
            **{key: _numbered(value, n) for key, value in shared.items()},
        }
        for n in range(first, first + count)
    ]


def _numbered(value: object, n: int) -> object:
    if isinstance(value, str):
        return value.replace("{n}", str(n))
    if isinstance(value, Mapping):
        return {key: _numbered(inner, n) for key, inner in value.items()}
    return value
