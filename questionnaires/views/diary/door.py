"""The door of every page that a diary's link opens: public, private, in the person's language, sent from here."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt

from cohort.common import clock
from cohort.members.language import speak
from questionnaires.presenters.diary import visits as diary_visits
from questionnaires.presenters.diary.visits import DiaryVisit
from questionnaires.views.personal import private

P = ParamSpec("P")
Page = Callable[Concatenate[HttpRequest, DiaryVisit, P], HttpResponse]
LOOKING = frozenset({"GET", "HEAD"})


def diary_visited(page: Page[P]) -> Callable[..., HttpResponse]:
    """Hand the visit that the token allows to the page, in place of the token.

    Why there is no token against forgery: questionnaires.presenters.diary.visits.is_from_here.
    """

    @csrf_exempt
    @private
    @wraps(page)
    def opened(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        visit = diary_visits.find(token, clock.now())
        if request.method not in LOOKING and not diary_visits.is_from_here(request):
            return HttpResponseForbidden()
        speak(request, visit.participant)
        return page(request, visit, *args, **kwargs)

    return opened
