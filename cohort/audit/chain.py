"""How the chain is made and checked: plain values, without a database.

Each digest is sha256 over the digest before it and the hash of the entry as it was written. So a row that was
changed, removed, added or moved afterwards no longer fits. Only the end can be cut off unseen: for that, anchors
keep the head of the chain in another place.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

START = bytes(32)  # what stands before the first entry
# Rows that do not fit are compared with each other, to tell a moved one from a changed one; more than these are not.
MOST_COMPARED = 500


def digest(before: bytes, content: bytes) -> bytes:
    """The digest of an entry with this content hash that follows the one with digest `before`."""
    return hashlib.sha256(before + content).digest()


class BadAnchor(ValueError):
    """A line that is no anchor."""


@dataclass(frozen=True)
class Anchor:
    """The head of the chain at a moment. Its position is also how many entries were sealed then."""

    at: datetime
    position: int
    digest: bytes

    def __str__(self) -> str:
        return f"{self.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {self.position} {self.digest.hex()}"


def read_anchors(text: str) -> list[Anchor]:
    """The anchors of a file, one in each line. Raises BadAnchor with the number of the line."""
    anchors = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            at, position, mark = line.split()
            anchor = Anchor(datetime.fromisoformat(at), int(position), bytes.fromhex(mark))
        except ValueError:
            raise BadAnchor(f"line {number} is no anchor: {line!r}") from None
        anchors.append(anchor)
    return anchors


class Row(NamedTuple):
    """One position of the chain beside its entry as it stands now; either may be missing."""

    position: int | None
    linked: int | None  # the entry that the position is for
    digest: bytes | None
    entry: int | None
    content: bytes | None
    waits: bool  # to be sealed


class Wrong(StrEnum):
    CHANGED = "the entry is not the one that was sealed here"
    MOVED = "the entries of the chain were put in another order; here belongs entry {entry}"
    REMOVED = "the entry was removed"
    MISSING = "the chain's own row was removed"
    ADDED = "the entry is not in the chain and does not wait for it: it was slipped in, or hidden from sealing"
    REWRITTEN = "the chain was written anew: the anchor of {at} knows another digest"
    CUT = "the end was cut off: the anchor of {at} knows {position} entries, {left} are left"


@dataclass(frozen=True)
class Fault:
    """What is wrong, and with which row."""

    position: int | None
    entry: int | None
    what: str

    def __str__(self) -> str:
        place = [f"position {self.position}"] if self.position else []
        name = [f"entry {self.entry}"] if self.entry else []
        return f"{', '.join([*place, *name])}: {self.what}."


class _Misfit(NamedTuple):
    row: Row
    before: bytes


class Check:
    """Sees every row in the order of positions, those without a position last; then tells what is wrong."""

    def __init__(self, anchors: Iterable[Anchor] = ()) -> None:
        self.rows = 0
        self._position = 0
        self._before: bytes | None = START
        self._faults: list[Fault] = []
        self._misfits: list[_Misfit] = []
        self._anchors: dict[int, list[Anchor]] = {}
        for anchor in anchors:
            self._anchors.setdefault(anchor.position, []).append(anchor)

    def see(self, row: Row) -> None:
        self.rows += 1
        if row.position is None or row.digest is None:
            if not row.waits:
                self._fault(None, row.entry, Wrong.ADDED)
            return
        if row.position != self._position + 1:
            self._fault(self._position + 1, None, Wrong.MISSING)
            self._before = None  # nobody knows what this one follows
        if row.content is None:
            self._fault(row.position, row.linked, Wrong.REMOVED)
        elif self._before is not None and digest(self._before, row.content) != row.digest:
            self._misfits.append(_Misfit(row, self._before))
        for anchor in self._anchors.pop(row.position, ()):
            if anchor.digest != row.digest:
                self._fault(row.position, row.linked, Wrong.REWRITTEN.format(at=anchor.at))
        self._position, self._before = row.position, row.digest

    def faults(self) -> list[Fault]:
        """All that is wrong, the first row first; what has no position comes last."""
        told = [*self._faults, *self._misplaced()]
        if beyond := [anchor for position in self._anchors for anchor in self._anchors[position]]:
            longest = max(beyond, key=lambda anchor: anchor.position)
            if longest.position > self._position:
                what = Wrong.CUT.format(at=longest.at, position=longest.position, left=self._position)
                told.append(Fault(self._position + 1, None, what))
        return sorted(told, key=lambda fault: (fault.position is None, fault.position or fault.entry or 0))

    def _fault(self, position: int | None, entry: int | None, what: str) -> None:
        self._faults.append(Fault(position, entry, what))

    def _misplaced(self) -> Iterable[Fault]:
        compared = self._misfits[:MOST_COMPARED]
        for row, before in self._misfits:
            fits = (other.row for other in compared if digest(before, other.row.content or b"") == row.digest)
            rightful = next(fits, None) if len(self._misfits) <= MOST_COMPARED else None
            what = Wrong.MOVED.format(entry=rightful.entry) if rightful else Wrong.CHANGED
            yield Fault(row.position, row.entry, what)
