"""Whom a new consent text asks again: whoever said yes to something that means something else since."""

from dataclasses import dataclass
from datetime import date

from cohort.common import clock
from cohort.members.models import Consent, ConsentText, Participant


@dataclass(frozen=True)
class Again:
    """The scopes to answer again. Until then the yes that was given stands."""

    scopes: tuple[str, ...]
    answer_by: date  # until and including that day the question may be put off

    def may_wait(self, day: date) -> bool:
        return day <= self.answer_by


def asked(participant: Participant, language: str = "") -> Again | None:
    """What this participant is asked again today; None for nearly everybody.

    A text concerns its readers from the day it counts in the language they read, or else are written to. A no is
    never asked again.
    """
    today, reads = clock.today(), language or participant.language
    texts = [text for text in texts_that_ask() if text.begins_in(reads) <= today]
    if not texts:
        return None
    scopes, days = [], []
    for scope, number in (
        Consent.objects.filter(participant=participant, granted=True)
        .order_by("scope")
        .values_list("scope", "text__number")
    ):
        newer = [text for text in texts if text.number > number and scope in text.concerns]
        if newer:
            scopes.append(scope)
            days += [text.answer_by for text in newer if text.answer_by]
    return Again(tuple(scopes), max(days)) if scopes else None


def texts_that_ask() -> list[ConsentText]:
    """The texts that concern any scope, by number, without their content."""
    return list(ConsentText.objects.exclude(concerns=[]).defer("content").order_by("number"))
