"""What a personal link opens: whose, which assignment, and why not if it does not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404

from cohort.common import clock
from cohort.common.clock import COPENHAGEN
from cohort.common.tokens import digest
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from questionnaires.definition.schema import Definition
from questionnaires.models import Assignment, Response
from questionnaires.models.visiting import follow
from questionnaires.models.wording import Wording, shown


class Gone(Exception):
    """The link belonged to something that cannot be opened now.

    `reason` is one of: link (too old, or a newer one was sent), received, closed, stopped,
    diary (no yes to keeping one).
    """

    def __init__(self, reason: str, participant: Participant) -> None:
        super().__init__(reason)
        self.reason = reason
        self.participant = participant


@dataclass(frozen=True)
class Visit:
    """A usable link with what it is about."""

    token: str
    link: PersonalLink
    assignment: Assignment

    @property
    def participant(self) -> Participant:
        return self.link.participant

    @property
    def response(self) -> Response | None:
        return self.assignment.response

    @property
    def wording(self) -> Wording:
        """What is shown today on a page of the web."""
        return shown(self.assignment.version, clock.today(), "web")

    @property
    def definition(self) -> Definition:
        """The questionnaire in the words of today; items whose words are not here wait and are hidden."""
        return self.wording.definition

    @property
    def is_submitted(self) -> bool:
        return self.assignment.state == Assignment.State.SUBMITTED

    @property
    def last_day(self) -> date:
        """The last day on which this very link still opens the questionnaire."""
        until = min(self.link.expires_at, self.assignment.closes_at)
        return (until.astimezone(COPENHAGEN) - timedelta(microseconds=1)).date()


def usable_link(token: str, now: datetime, *purposes: PersonalLink.Purpose) -> PersonalLink:
    """The link of that token if it has one of the purposes. Raises Http404 for any other, Gone for an old one."""
    link = links.find(token)
    if link is None or link.purpose not in purposes:
        raise Http404
    if not link.is_usable(now):
        raise Gone("link", link.participant)
    return link


def find(token: str, now: datetime, *, submitted: bool = False) -> Visit:
    """The visit this token allows now: to what can be answered, and with `submitted` also to what was handed in.

    Raises Http404 where token or assignment are unknown, Gone where it was open once.
    """
    found = follow(digest(token))
    if found is None:
        raise Http404
    link, agreed, assignment = found
    if link.purpose not in {PersonalLink.Purpose.START, PersonalLink.Purpose.ANSWER}:
        raise Http404
    if not link.is_usable(now):
        raise Gone("link", link.participant)
    if not agreed:
        raise Gone("stopped", link.participant)
    if assignment is None:
        raise Http404
    if assignment.state == Assignment.State.SUBMITTED:
        if not submitted:
            raise Gone("received", link.participant)
    elif not assignment.is_open(now):
        raise Gone("closed", link.participant)
    return Visit(token, link, assignment)
