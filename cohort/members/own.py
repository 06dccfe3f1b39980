"""The door of a participant's own pages: a session of its own, short, and never together with a staff session."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cohort.accounts.models import User
from cohort.accounts.permissions import SIGNED_IN, Bearer, may
from cohort.common import clock, reach
from cohort.common.access import public
from cohort.members.language import speak
from cohort.members.models import Participant

# A quarter of an hour without a page, or two hours in all: the phone may lie on the kitchen table.
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=2)

WHO, SINCE, SEEN = "own_participant", "own_since", "own_seen"

P = ParamSpec("P")
OwnPage = Callable[Concatenate[HttpRequest, Participant, P], HttpResponse]


def secret(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public page that is one person's: never kept, never told to another site, and what is not found looks alike."""

    @public
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            response = render(request, "404.html", status=404)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return opened


def own(view: OwnPage[P]) -> Callable[..., HttpResponse]:
    """Hand the participant who has signed in to the page; everybody else is led to where signing in begins."""

    @secret
    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        pk = _present(request)
        if pk is None:
            return redirect("members:find_own_link")
        with reach.of_participant(pk):
            who = Participant.objects.select_related("practice", "contact", "enrolled_by")
            participant = who.filter(pk=pk, contact__isnull=False).first()
            if participant is None or not may(Bearer(SIGNED_IN, pk), "own.view", participant):
                # Forgotten meanwhile, at their own wish.
                sign_out(request)
                return redirect("members:find_own_link")
            speak(request, participant)
            return view(request, participant, *args, **kwargs)

    return opened


def sign_in(request: HttpRequest, participant: Participant) -> None:
    """Begin a session of the participant's own; whatever session this browser had, a staff session too, ends."""
    logout(request)
    request.session.cycle_key()
    now = clock.now().timestamp()
    request.session[WHO], request.session[SINCE], request.session[SEEN] = participant.pk, now, now
    request.session.set_expiry(int(LONGEST.total_seconds()))
    rotate_token(request)


def sign_out(request: HttpRequest) -> None:
    logout(request)


def _present(request: HttpRequest) -> int | None:
    """Whose session this is, if it still stands. Staff who signed in here have ended it."""
    session = request.session
    if WHO not in session:
        return None
    now = clock.now().timestamp()
    too_long = now - session[SINCE] >= LONGEST.total_seconds() or now - session[SEEN] >= IDLE.total_seconds()
    if isinstance(request.user, User):
        for key in (WHO, SINCE, SEEN):
            del session[key]
        return None
    if too_long:
        sign_out(request)
        return None
    session[SEEN] = now
    return int(session[WHO])
