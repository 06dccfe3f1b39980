"""What was decided when: the history of decisions, to show and to print for its person. It decides nothing."""

from dataclasses import dataclass
from datetime import datetime

from cohort.common import clock
from cohort.members.models import ConsentDecision, ConsentText, Participant


@dataclass(frozen=True)
class Stood:
    """The decision on one scope that stood at a moment."""

    scope: str
    granted: bool
    at: datetime
    text: ConsentText
    language: str


@dataclass(frozen=True)
class Moment:
    """When something was decided, with the key of the last decision of that moment."""

    key: int
    at: datetime


def stood(participant: Participant, at: datetime | None = None) -> list[Stood]:
    """What stood at that moment, or stands now: one decision for each scope, in the order they were made."""
    made = participant.decisions.select_related("text").filter(decided_at__lte=at or clock.now())
    last: dict[str, ConsentDecision] = {}
    for one in made.order_by("decided_at", "pk"):
        last.pop(one.scope, None)
        last[one.scope] = one
    return [Stood(one.scope, one.granted, one.decided_at, one.text, one.language) for one in last.values()]


def moments(participant: Participant) -> list[Moment]:
    """Every moment at which something was decided, the newest first."""
    keys = dict(participant.decisions.order_by("decided_at", "pk").values_list("decided_at", "pk"))
    return [Moment(keys[at], at) for at in sorted(keys, reverse=True)]


def moment(participant: Participant, key: int) -> datetime | None:
    """The moment of one of the participant's own decisions; None for anybody else's."""
    return participant.decisions.filter(pk=key).values_list("decided_at", flat=True).first()
