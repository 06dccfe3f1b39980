"""Looking for what must not be there, through every disguise in which a plain value may lie on a disk."""

import base64
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path


def disguises(text: str) -> set[bytes]:
    """The text as it may stand in a file: in three encodings, escaped, in hexadecimal, in base64 at any offset.

    In small letters: `found` looks at everything in small letters. Those beyond ASCII are given in both cases.
    """
    ways: set[bytes] = set()
    for written in (text, text.lower(), text.upper()):
        plain = written.encode()
        ways |= {plain, written.encode("utf-16-le"), written.encode("latin-1", "replace"), plain.hex().encode()}
        ways.add(written.encode("unicode_escape"))
        for offset in range(3):
            whole = base64.b64encode(b"\0" * offset + plain)
            # Only the characters that no neighbour has a part in.
            ways.add(whole[(offset * 8 + 5) // 6 : (offset + len(plain)) * 8 // 6])
    return {way.lower() for way in ways}


def found(texts: Iterable[str], places: Iterable[tuple[str, bytes]]) -> dict[str, list[str]]:
    """Text → names of the places where it stands, in any disguise and case; only texts that stand somewhere."""
    wanted = {text: disguises(text) for text in texts}
    hits: dict[str, list[str]] = {}
    for name, content in places:
        low = content.lower()
        for text, ways in wanted.items():
            if any(way in low for way in ways):
                hits.setdefault(text, []).append(name)
    return hits


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, and what is packed in its archives."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            try:
                content = path.read_bytes()
            except FileNotFoundError:  # a server tidies up while we read
                continue
            yield str(path.relative_to(folder)), content
            if content.startswith(b"PK"):
                with zipfile.ZipFile(io.BytesIO(content)) as archive:
                    for inside in archive.namelist():
                        yield f"{path.name}/{inside}", archive.read(inside)
