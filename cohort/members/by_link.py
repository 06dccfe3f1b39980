"""The door of the pages where whoever holds a link changes what they said yes to, or stops, without signing in.

Such a link shows neither name nor answer: only what was said yes and no to.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cohort.accounts.permissions import BY_LINK, Bearer, Permission, may
from cohort.common import clock
from cohort.members.actions import links
from cohort.members.language import speak
from cohort.members.models import PersonalLink
from cohort.members.own import secret

# Whoever may answer may also stop answering.
OPENS = frozenset({PersonalLink.Purpose.START, PersonalLink.Purpose.ANSWER, PersonalLink.Purpose.CHOICES})

P = ParamSpec("P")
LinkPage = Callable[Concatenate[HttpRequest, PersonalLink, str, P], HttpResponse]


def by_link(permission: Permission) -> Callable[[LinkPage[P]], Callable[..., HttpResponse]]:
    """Hand the link and its token to the page. A token of another kind is not found; one that is over is gone (410)."""

    def decorate(view: LinkPage[P]) -> Callable[..., HttpResponse]:
        @secret
        @wraps(view)
        def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            link = links.find(token)
            if link is None or link.purpose not in OPENS:
                raise Http404
            if not may(Bearer(BY_LINK, link.participant_id), permission, link.participant):
                raise Http404
            speak(request, link.participant)
            if not link.is_usable(clock.now()):
                return render(request, "410.html", status=410)
            return view(request, link, token, *args, **kwargs)

        return opened

    return decorate
