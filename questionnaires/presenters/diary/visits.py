"""What a diary's link opens: whose diary, and why not if it does not."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest

from cohort.members.models import Participant, PersonalLink
from questionnaires.actions.diary.keeping import is_allowed
from questionnaires.models import Diary
from questionnaires.presenters.answering.visits import Gone, usable_link


@dataclass(frozen=True)
class DiaryVisit:
    """A usable link with the diary it is about, kept or resting."""

    token: str
    participant: Participant
    diary: Diary


def find(token: str, now: datetime) -> DiaryVisit:
    """The diary this token opens. Raises Http404 where it is unknown, Gone without the yes or for an old link."""
    link = usable_link(token, now, PersonalLink.Purpose.DIARY)
    if not is_allowed(link.participant):
        raise Gone("diary", link.participant)
    diary = (
        Diary.objects.select_related("instrument")
        .filter(participant=link.participant, instrument__slug=link.about.partition(":")[0])
        .first()
    )
    if diary is None:
        raise Http404
    diary.participant = link.participant
    return DiaryVisit(token, link.participant, diary)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of ours sent this: what the browser itself says about where a request comes from.

    The pages of a diary carry no token against forgery: one that is kept on a phone is days old, and its token with
    it. Nothing is lost by that. No cookie opens a diary, so a foreign site has nothing to borrow: it would have to
    know the 256 bits of the address, and whoever does needs no forgery. This is the second lock. A request that says
    neither where it comes from nor how comes from no browser of today, and is turned away.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in {"same-origin", "none"}
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
