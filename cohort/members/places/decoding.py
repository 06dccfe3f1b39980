"""From the bytes of a file to lines of cells: the encodings and separators that spreadsheets in Denmark write."""

import csv
import io
from collections.abc import Iterator

from .faults import Unreadable

SEPARATORS = ";,\t"
OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff", b"PK\x03\x04")  # UTF-16, and a spreadsheet's own format


def text_of(content: bytes) -> str:
    """UTF-8 with or without its mark, else Windows-1252. Raises Unreadable: empty, not_csv, encoding."""
    if not content.strip():
        raise Unreadable("empty")
    if content.startswith(OTHER_ENCODINGS) or b"\0" in content:
        raise Unreadable("not_csv")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding")


def lines_of(text: str, *, most: int) -> Iterator[tuple[int, list[str]]]:
    """Each line that says something: its number and its cells, trimmed. The first of them names the columns.

    Stops with Unreadable as soon as there are more than `most` lines besides that one: too_many, broken.
    """
    begin = 0
    first, _end, _rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=;"):
        begin, text = 1, text[len(first) + 1 :]
        separator = first.strip()[-1]
    else:
        separator = max(SEPARATORS, key=first.count)
    count = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            trimmed = [cell.strip() for cell in cells]
            if not any(trimmed):
                continue
            count += 1
            if count > most + 1:
                raise Unreadable("too_many", most=most)
            yield begin + reader.line_num, trimmed
    except (csv.Error, ValueError):
        raise Unreadable("broken", line=begin + reader.line_num + 1) from None
