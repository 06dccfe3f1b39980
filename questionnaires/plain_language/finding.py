"""What the linter says: a rule, how grave it is, where, and about which words; plain values only."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from questionnaires.definition.schema import Language

Level = Literal["fail", "warn"]
Param = str | int | float


@dataclass(frozen=True)
class Place:
    """Where a text stands: the instrument or file, the item or part of it, and the language."""

    source: str
    item: str = ""
    language: Language | None = None
    part: str = ""
    """What of the item: its question, its help, an option."""

    @property
    def key(self) -> str:
        """What an accepted warning names: source/item/language, as far as there are any."""
        return "/".join(part for part in (self.source, self.item, self.language) if part)

    @property
    def spelled(self) -> str:
        return f"{self.key} ({self.part})" if self.part else self.key


@dataclass(frozen=True)
class Finding:
    """One thing to mend (fail) or to weigh (warn). `rule` is stable; `params` fill its sentence."""

    rule: str
    level: Level
    place: Place
    words: str
    params: Mapping[str, Param] = field(default_factory=dict)

    @property
    def mark(self) -> str:
        """By this a written reason is tied to the finding: it changes with rule, place, words and figures."""
        said = [self.rule, self.place.spelled, self.words, sorted(self.params.items())]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()
