"""A zip that is written as a stream: no file in it is ever whole in memory."""

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

SUMS = "SHA256SUMS"
BLOCK = 1 << 18  # bytes gathered before they are compressed
LEVEL = 1  # answers are repetitive: level 6 makes them a quarter smaller and takes three times as long


class Member:
    """One file of the archive, open for writing."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._waiting = bytearray()
        self._seen = hashlib.sha256()

    def write(self, block: bytes | memoryview) -> None:
        self._waiting += block
        if len(self._waiting) >= BLOCK:
            self.flush()

    def flush(self) -> None:
        self._seen.update(self._waiting)
        self._target.write(self._waiting)
        self._waiting = bytearray()

    @property
    def sha256(self) -> str:
        return self._seen.hexdigest()


class Archive:
    """Writes files one after the other, and their checksums as the last one. Names are ASCII paths."""

    def __init__(self, path: Path, at: datetime) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=LEVEL)
        self._at = at.timetuple()[:6]
        self.sums: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            lines = "".join(f"{sha256}  {name}\n" for name, sha256 in self.sums.items())
            with self.member(SUMS) as member:
                member.write(lines.encode())
        self._zip.close()

    @contextmanager
    def member(self, name: str) -> Iterator[Member]:
        entry = zipfile.ZipInfo(name, self._at)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry._compresslevel = LEVEL  # type: ignore[attr-defined]  # named compress_level from Python 3.13
        entry.external_attr = 0o600 << 16
        with self._zip.open(entry, "w", force_zip64=True) as target:
            member = Member(target)
            yield member
            member.flush()
        self.sums[name] = member.sha256
