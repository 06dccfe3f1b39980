"""The page of somebody's choices behind a link: what stands, what is asked again, and where the link leads besides."""

from dataclasses import dataclass

from django.utils.translation import get_language

from cohort.common import clock
from cohort.members import again
from cohort.members.again import Again
from cohort.members.models import ConsentText, Participant, PersonalLink
from recruitment.presenters.consent import consent_page
from recruitment.presenters.consent.consent_page import ScopeQuestion

LEADS_TO_QUESTIONS = frozenset({PersonalLink.Purpose.START, PersonalLink.Purpose.ANSWER})


@dataclass(frozen=True)
class Choices:
    text: int  # the number of the text that the choices are shown in
    short: list[str]
    scopes: list[ScopeQuestion]  # what stands
    asked: list[ScopeQuestion]  # what is asked again
    again: Again | None
    may_wait: bool
    is_decided: bool
    leads_on: bool  # whether the same link opens a questionnaire


def language() -> str:
    return (get_language() or "da")[:2]


def page(participant: Participant, link: PersonalLink | None = None) -> Choices:
    """What this participant decided, in the words in force today."""
    stands = participant.decided()
    text = consent_page.page(ConsentText.objects.valid_on(clock.today(), language()), language(), stands)
    asked = again.asked(participant, language()) if stands else None
    repeated = asked.scopes if asked else ()
    return Choices(
        text=text.number,
        short=text.short,
        scopes=[one for one in text.scopes if one.scope not in repeated],
        asked=[one for one in text.scopes if one.scope in repeated],
        again=asked,
        may_wait=asked is not None and asked.may_wait(clock.today()),
        is_decided=bool(stands),
        leads_on=link is not None and link.purpose in LEADS_TO_QUESTIONS and stands.get("questionnaires", False),
    )
