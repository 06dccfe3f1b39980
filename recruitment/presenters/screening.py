"""The card where a doctor taps that somebody was asked and did not take part; and the tap that can be taken back."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from cohort.common import clock
from cohort.members.models import Practice
from recruitment.actions.screen import TAKEN_BACK_WITHIN
from recruitment.models import ScreeningEntry
from recruitment.reading import taps

LAST = "screening"
PRACTICE = "practice"


@dataclass(frozen=True)
class Card:
    """`last` is what was tapped in this session just now, if it can still be taken back.

    `practices` are those to choose from, and `chosen` the key of the one this session worked for last.
    """

    practices: list[Practice]
    chosen: int | None
    said_no: list[taps.Tap]
    not_eligible: list[taps.Tap]
    last: ScreeningEntry | None


def card(session: SessionBase, practices: list[Practice]) -> Card:
    return Card(
        practices=practices if len(practices) > 1 else [],
        chosen=chosen(session).get(PRACTICE),
        said_no=taps.SAID_NO,
        not_eligible=taps.NOT_ELIGIBLE,
        last=last(session),
    )


def chosen(session: SessionBase) -> dict[str, int]:
    """The practice this session worked for last, as what a form begins with."""
    return {PRACTICE: session[PRACTICE]} if PRACTICE in session else {}


def choose(session: SessionBase, practice: Practice) -> None:
    session[PRACTICE] = practice.pk


def keep(session: SessionBase, entry: ScreeningEntry) -> None:
    session[LAST] = entry.pk


def last(session: SessionBase) -> ScreeningEntry | None:
    if LAST not in session:
        return None
    since = clock.now() - TAKEN_BACK_WITHIN
    return ScreeningEntry.objects.select_related("practice").filter(pk=session[LAST], at__gt=since).first()
