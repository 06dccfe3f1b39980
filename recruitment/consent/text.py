"""One edition of the consent text: short, long, and what each scope's yes and no mean."""

import hashlib
import json
from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from questionnaires.definition.faults import DefinitionError, sentences
from questionnaires.definition.schema import Text
from questionnaires.definition.yaml_text import read_mapping

# The values of cohort.members.models.Scope; a test holds the two against each other.
SCOPES: frozenset[str] = frozenset(
    {"questionnaires", "diary", "interviews", "record", "share", "registers", "reminders", "recontact"}
)

NEWER = ("later_in", "concerns", "answer_by")


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Chapter(_Strict):
    """A part of the long text with its heading."""

    title: Text
    paragraphs: tuple[Text, ...] = Field(min_length=1)


class ScopeText(_Strict):
    """What is asked, and what yes and no mean."""

    scope: str
    title: Text
    meaning: Text


class Consent(_Strict):
    """The whole text in both languages. Scopes are shown in the order of the file.

    `later_in` says from which later day it counts for the readers of a language; until then they keep the text
    before. `concerns` are the scopes that mean something else than before: who said yes to one of them is asked
    again, and may put it off until `answer_by`. Without any, only the wording is new and nobody is asked.
    """

    number: int = Field(ge=1, le=999)
    valid_from: date
    later_in: dict[Literal["da", "en"], date] = Field(default_factory=dict)
    concerns: tuple[str, ...] = ()
    answer_by: date | None = None
    short: tuple[Text, ...] = Field(min_length=1)
    long: tuple[Chapter, ...] = Field(min_length=1)
    scopes: tuple[ScopeText, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def every_scope_once(self) -> Self:
        named = [entry.scope for entry in self.scopes]
        if missing := sorted(SCOPES.difference(named)):
            raise ValueError(f"scopes: {', '.join(missing)} is missing; every scope has its words.")
        if odd := sorted({scope for scope in named if scope not in SCOPES or named.count(scope) > 1}):
            raise ValueError(f"scopes: {', '.join(odd)} is unknown or stands twice.")
        return self

    @model_validator(mode="after")
    def asks_again_in_time(self) -> Self:
        if odd := sorted(set(self.concerns) - SCOPES):
            raise ValueError(f"concerns: {', '.join(odd)} is unknown.")
        if bool(self.concerns) != (self.answer_by is not None):
            raise ValueError("answer_by: a text that concerns a scope says until when, and no other text does.")
        days = [*self.later_in.values(), *([self.answer_by] if self.answer_by else [])]
        if any(day <= self.valid_from for day in days):
            raise ValueError("later_in and answer_by: later than valid_from.")
        return self


def read(text: str, name: str) -> Consent:
    """The consent text written in that YAML. Raises DefinitionError with a sentence for each fault."""
    return from_document(read_mapping(text, name), name)


def from_document(document: object, name: str = "consent text") -> Consent:
    """The consent text in a stored JSON document. Raises DefinitionError."""
    try:
        return Consent.model_validate_json(json.dumps(document))
    except ValidationError as error:
        raise DefinitionError(name, sentences(error, document, name)) from error


def to_document(consent: Consent) -> dict[str, object]:
    """The JSON document that is stored: without what the first texts did not know and this one does not say."""
    document = consent.model_dump(mode="json")
    return {name: value for name, value in document.items() if name not in NEWER or value}


def checksum(consent: Consent) -> str:
    """SHA-256 of the document in one spelling, 64 hexadecimal digits."""
    spelled = json.dumps(to_document(consent), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelled.encode("utf-8")).hexdigest()
