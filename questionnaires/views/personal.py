"""The door of every page that a personal link opens: public, private, in the person's language."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cohort.common import clock
from cohort.common.access import public
from cohort.members.language import speak
from questionnaires.presenters.answering import visits
from questionnaires.presenters.answering.visits import Gone, Visit

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]

GONE_PAGES = {
    "link": "410.html",
    "received": "questionnaires/gone_received.html",
    "closed": "questionnaires/gone_closed.html",
    "stopped": "questionnaires/gone_stopped.html",
    "diary": "questionnaires/gone_diary.html",
}


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page whose address is a secret: never told to another site, and as every page of ours never kept.

    Gone becomes 410, and what is not found looks the same whether or not it belongs to somebody.
    """

    @public
    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Gone as gone:
            speak(request, gone.participant)
            response = render(request, GONE_PAGES[gone.reason], status=410)
        except Http404:
            response = render(request, "404.html", status=404)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return opened


def visited(*, submitted: bool = False) -> Callable[[Page[P]], Callable[..., HttpResponse]]:
    """Hand the visit that the token allows to the page, in place of the token."""

    def decorate(page: Page[P]) -> Callable[..., HttpResponse]:
        @private
        @wraps(page)
        def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            visit = visits.find(token, clock.now(), submitted=submitted)
            speak(request, visit.participant)
            return page(request, visit, *args, **kwargs)

        return opened

    return decorate
