"""A list of places: which of the three kinds it is, and its rows, checked cell by cell."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cohort.members.typed import read_day

from .decoding import lines_of, text_of
from .faults import Fault, Unreadable

LONGEST = 200  # letters in a cell
_EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)


class Kind(StrEnum):
    REGIONS = "regions"
    CLUSTERS = "clusters"
    PRACTICES = "practices"


@dataclass(frozen=True)
class Row:
    """One place: every column of its kind, empty where the file says nothing."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True)
class Sheet:
    kind: Kind
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Column:
    """`also`: what the column may be called besides. `key`: together they tell one place from another."""

    name: str
    also: tuple[str, ...] = ()
    needed: bool = False
    key: bool = False
    read: Callable[[str], str] = str


class _Wrong(ValueError):
    """A cell that says nothing of its kind; the argument is the code."""


def _number(cell: str) -> str:
    """A provider number. Spreadsheets drop the zeros in front, so they are put back."""
    if not re.fullmatch(r"[0-9]{3,6}", cell):
        raise _Wrong("number")
    return cell.zfill(6)


def _email(cell: str) -> str:
    if len(cell) > LONGEST or not _EMAIL.fullmatch(cell):
        raise _Wrong("email")
    return cell.lower()


def _emails(cell: str) -> str:
    """Several addresses in one cell, each once, in the order they stand."""
    return " ".join(dict.fromkeys(_email(part) for part in re.split(r"[\s,;|]+", cell) if part))


def _day(cell: str) -> str:
    """A day as 2027-01-01 or 1-1-2027."""
    if (day := read_day(cell)) is None:
        raise _Wrong("day")
    return day.isoformat()


COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    Kind.REGIONS: (
        Column("name", ("navn",), needed=True, key=True),
        Column("starts_on", ("fra",), needed=True, key=True, read=_day),
        Column("ends_on", ("til",), read=_day),
        Column("successor", ("bliver_til",)),
    ),
    Kind.CLUSTERS: (
        Column("name", ("navn", "klynge"), needed=True, key=True),
        Column("region", (), needed=True, key=True),
        Column("chair_name", ("formand",)),
        Column("chair_email", ("formand_mail",), read=_email),
        Column("sender_name", ("afsender",)),
        Column("sender_email", ("afsender_mail",), read=_email),
        Column("addresses", ("adresser", "mailliste"), read=_emails),
    ),
    Kind.PRACTICES: (
        Column("name", ("navn", "praksis"), needed=True),
        Column("provider_number", ("ydernummer",), needed=True, key=True, read=_number),
        Column("region", (), needed=True),
        Column("cluster", ("klynge",)),
        Column("town", ("by",)),
        Column("phone", ("telefon",)),
    ),
}
LONG = {"addresses": 20_000}


def read(content: bytes, *, most: int) -> Sheet:
    """The whole file. Faults of single rows are in the sheet; raises Unreadable where nothing can be read.

    Its codes are those of decoding, and columns_unknown, column_twice, column_missing, no_rows.
    """
    lines = lines_of(text_of(content), most=most)
    _line, first = next(lines, (0, []))
    names = [re.sub(r"[\s-]+", "_", name.lower()) for name in first]
    while names and not names[-1]:
        names.pop()
    kind = _kind_of(names)
    places = _places(kind, names)
    rows: list[Row] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, cells in lines:
        row, wrong = _row(kind, places, line, cells)
        faults.extend(wrong)
        if row is None:
            continue
        key = tuple(row[column.name].casefold() for column in COLUMNS[kind] if column.key)
        if key in seen:
            faults.append(Fault(line, "twice", {"first": seen[key]}))
        seen.setdefault(key, line)
        rows.append(row)
    if not rows and not faults:
        raise Unreadable("no_rows")
    return Sheet(kind, tuple(rows), tuple(faults))


def _kind_of(names: list[str]) -> Kind:
    """Told by a column that only one of the kinds has."""
    for kind, telling in (
        (Kind.PRACTICES, {"provider_number", "ydernummer"}),
        (Kind.REGIONS, {"starts_on", "fra"}),
        (Kind.CLUSTERS, {"addresses", "adresser", "mailliste", "chair_name", "formand", "sender_name", "afsender"}),
    ):
        if telling & set(names):
            return kind
    raise Unreadable("columns_unknown")


def _places(kind: Kind, names: list[str]) -> dict[str, int]:
    """Column → where it stands in a line."""
    places: dict[str, int] = {}
    for place, name in enumerate(names):
        column = next((one for one in COLUMNS[kind] if name == one.name or name in one.also), None)
        if column is None:
            raise Unreadable("column_unknown", column=name[:40] or "–", place=place + 1)
        if column.name in places:
            raise Unreadable("column_twice", column=name)
        places[column.name] = place
    for column in COLUMNS[kind]:
        if column.needed and column.name not in places:
            raise Unreadable("column_missing", column=column.name)
    return places


def _row(kind: Kind, places: Mapping[str, int], line: int, cells: list[str]) -> tuple[Row | None, list[Fault]]:
    """One line as a row, or what is wrong with it."""
    if len(cells) > len(places) and any(cells[len(places) :]):
        return None, [Fault(line, "too_many_cells", {"most": len(places)})]
    values, faults = {}, []
    for column in COLUMNS[kind]:
        place = places.get(column.name, len(cells))
        cell = cells[place] if place < len(cells) else ""
        try:
            values[column.name] = _cell(column, cell)
        except _Wrong as wrong:
            faults.append(Fault(line, str(wrong), {"column": column.name, "cell": _shown(cell)}))
    return (None if faults else Row(line, values)), faults


def _cell(column: Column, cell: str) -> str:
    if not cell:
        if column.needed:
            raise _Wrong("empty_cell")
        return ""
    if len(cell) > LONG.get(column.name, LONGEST):
        raise _Wrong("too_long")
    if column.name != "addresses" and not cell.isprintable():
        raise _Wrong("not_one_line")
    return column.read(cell)


def _shown(cell: str) -> str:
    """The beginning of a cell, fit for a page."""
    return "".join(letter if letter.isprintable() else "·" for letter in cell[:40])
