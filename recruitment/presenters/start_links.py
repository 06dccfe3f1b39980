"""Where a start link stands: not yet decided, taking part, or said no."""

from dataclasses import dataclass
from typing import Literal

from cohort.common import clock
from cohort.members.models import Participant, PersonalLink, Scope
from questionnaires.presenters.answering.visits import usable_link

State = Literal["undecided", "yes", "no"]


@dataclass(frozen=True)
class Start:
    token: str
    participant: Participant
    state: State


def find(token: str) -> Start:
    """The start link of that token. Raises Http404 for any other token, Gone for one that is over."""
    participant = usable_link(token, clock.now(), PersonalLink.Purpose.START).participant
    granted = participant.decided().get(Scope.QUESTIONNAIRES)
    return Start(token, participant, "undecided" if granted is None else "yes" if granted else "no")
