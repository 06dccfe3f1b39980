"""A text with holes: what never changes is kept in pieces, and what does is filled in between them. Knows no Django."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Pieces:
    """Literal pieces and the names of the holes between them, one hole fewer than pieces."""

    literals: tuple[str, ...]
    holes: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with each hole's value, as it stands: who fills in escapes. Raises KeyError for a missing one."""
        if not self.holes:
            return self.literals[0]
        parts = [self.literals[0]]
        for hole, literal in zip(self.holes, self.literals[1:], strict=True):
            parts.append(values[hole])
            parts.append(literal)
        return "".join(parts)


def cut(text: str, marks: Mapping[str, str]) -> Pieces:
    """The text cut at its marks. `marks` names the hole of each mark: something that stands nowhere else."""
    pattern = "|".join(re.escape(mark) for mark in sorted(marks, key=len, reverse=True))
    parts = re.split(f"({pattern})", text)
    return Pieces(tuple(parts[::2]), tuple(marks[mark] for mark in parts[1::2]))
