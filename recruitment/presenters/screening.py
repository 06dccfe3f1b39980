"""The card where a doctor taps that somebody was asked and did not take part; and the tap that can be taken back."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase

from cohort.common import clock
from cohort.members.models import Practice
from recruitment.actions.screen import TAKEN_BACK_WITHIN
from recruitment.forms import NOT_ELIGIBLE_TAPS, SAID_NO_TAPS, ScreenForm, Words
from recruitment.models import ScreeningEntry

LAST = "screening"
PRACTICE = "practice"


@dataclass(frozen=True)
class Card:
    """`last` is what was tapped in this session just now, if it can still be taken back."""

    form: ScreenForm
    said_no: list[tuple[str, Words]]
    not_eligible: list[tuple[str, Words]]
    last: ScreeningEntry | None


def card(session: SessionBase, practices: list[Practice]) -> Card:
    return Card(
        form=ScreenForm(practices=practices, initial=chosen(session), prefix=None, auto_id="screen_%s"),
        said_no=SAID_NO_TAPS,
        not_eligible=NOT_ELIGIBLE_TAPS,
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
