"""Reading the yes and no of a consent form: every scope wants an answer of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

YES, NO = "yes", "no"


@dataclass(frozen=True)
class Decisions:
    """What was chosen, and which scopes have no answer yet, both in the order they were asked."""

    choices: dict[str, bool]
    open: tuple[str, ...]


def read(sent: Mapping[str, str], scopes: Iterable[str]) -> Decisions:
    """The choices in a sent form; anything but a plain yes or no is no answer, and nothing is assumed."""
    asked = list(scopes)
    choices = {scope: sent[scope] == YES for scope in asked if sent.get(scope) in (YES, NO)}
    return Decisions(choices, tuple(scope for scope in asked if scope not in choices))
