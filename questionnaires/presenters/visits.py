"""What a personal link opens: whose, which assignment, and why not if it does not."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import Http404

from cohort.common.clock import COPENHAGEN
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink, Scope
from questionnaires.models import Assignment, Response

# How an answer link of the own page names its assignment: it works beside the one in a message, which goes on working.
FROM_OWN_PAGE = "own:"


class Gone(Exception):
    """The link belonged to something that cannot be opened now.

    `reason` is one of: link (too old, or a newer one was sent), received, closed, stopped.
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
    link = usable_link(token, now, PersonalLink.Purpose.START, PersonalLink.Purpose.ANSWER)
    if not link.participant.allows(Scope.QUESTIONNAIRES):
        raise Gone("stopped", link.participant)
    assignment = _assignment(link)
    if assignment is None:
        raise Http404
    if assignment.state == Assignment.State.SUBMITTED:
        if not submitted:
            raise Gone("received", link.participant)
    elif not assignment.is_open(now):
        raise Gone("closed", link.participant)
    return Visit(token, link, assignment)


def _assignment(link: PersonalLink) -> Assignment | None:
    """The one an answer link names; for a start link the first of the start that is open, else the last of it."""
    assignments = Assignment.objects.select_related("response", "version__instrument").filter(
        participant=link.participant, respondent=Assignment.Respondent.PARTICIPANT
    )
    assignments = assignments.defer("version__content")
    if link.purpose == PersonalLink.Purpose.ANSWER:
        return assignments.filter(uuid=link.about.removeprefix(FROM_OWN_PAGE)).first()
    start = list(assignments.filter(occasion__wave__offset_days=0).order_by("pk"))
    unanswered = [assignment for assignment in start if assignment.state == Assignment.State.OPEN]
    return unanswered[0] if unanswered else start[-1] if start else None
