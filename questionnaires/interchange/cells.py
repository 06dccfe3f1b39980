"""Cells of a CSV file that no spreadsheet takes for a formula.

A text that begins with = + - @, tab, CR, LF or a full-width form of them gets an apostrophe in front, as in the
releases; numbers stay numbers. Reading takes the apostrophe away again.
Source: OWASP, CSV injection.
"""

import re

_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?[0-9]+([.][0-9]+)?")


def inert(text: str) -> str:
    """The text as it may stand in a cell. A text that looks escaped already gets one more apostrophe."""
    if _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if _FORMULA.match(text) or _ESCAPED.match(text) else text


def plain(text: str) -> str:
    """What stood there before `inert`."""
    return text[1:] if _ESCAPED.match(text) else text
