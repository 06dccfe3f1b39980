"""Names and codes of other programs as ours: short, unique, and reported where they had to change."""

import re

from questionnaires.interchange.report import Report

NAME_LENGTH = 26
CODE_LENGTH = 20
_NAME = re.compile(r"[a-z][a-z0-9_]{0,25}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]{0,19}")


def name(original: str, taken: set[str], fallback: str, report: Report, where: str) -> str:
    """A free name as near to the original as our rule allows; it is added to `taken`."""
    chosen = original
    if not _NAME.fullmatch(original):
        chosen = re.sub(r"[^a-z0-9]+", "_", original.lower()).strip("_")
        chosen = chosen if chosen[:1].isalpha() else f"{fallback}_{chosen}".strip("_")
    chosen = _free(chosen[:NAME_LENGTH], taken, NAME_LENGTH)
    if chosen != original:
        report.say(
            where, f"the name {original!r} cannot be kept (at most 26 of a-z, 0-9, _, once); it became {chosen}."
        )
    taken.add(chosen)
    return chosen


def code(original: str, taken: set[str], report: Report, where: str) -> str:
    """The same for the code of an option; codes differ in more than capitals."""
    chosen = original
    if not _CODE.fullmatch(original):
        chosen = re.sub(r"[^A-Za-z0-9]+", "_", original).strip("_") or "code"
        if original.startswith("-"):
            chosen = f"minus_{chosen}"
    chosen = _free(chosen[:CODE_LENGTH], taken, CODE_LENGTH)
    if chosen != original:
        report.say(where, f"the code {original!r} cannot be kept (letters, digits, _, once); it became {chosen}.")
    taken.add(chosen.lower())
    return chosen


def _free(wanted: str, taken: set[str], length: int) -> str:
    free, n = wanted, 2
    while free.lower() in taken:
        free, n = f"{wanted[: length - len(str(n)) - 1]}_{n}", n + 1
    return free
