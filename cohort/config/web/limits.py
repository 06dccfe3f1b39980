"""Counts the visits at every door and says, in words and in JSON, how long to wait."""

from collections.abc import Callable

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from cohort.common import clock
from cohort.common.tokens import tidy_code
from cohort.config.web.counters import Count, seconds_to_wait
from cohort.config.web.doors import DOORS, OTHERWISE, WATCHED, Limit

LOOKING = frozenset({"GET", "HEAD", "OPTIONS"})


class Limits:
    """Asks before the view, outside its transaction: a visit counts however it ends.

    Answers 429 with Retry-After. Nothing of the visit has been read by then, and nothing that was saved is lost.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: dict[str, object]
    ) -> HttpResponse | None:
        match = request.resolver_match
        name = match.view_name if match else ""
        counts = [
            Count(
                f"door:{name}:{limit.amount}/{limit.seconds}:{_who(request, limit, kwargs)}",
                limit.amount,
                limit.seconds,
            )
            for limit in limits_of(name, request.method or "GET")
        ]
        for first in range(0, len(counts), 2):
            if wait := seconds_to_wait(*counts[first : first + 2], now=clock.now()):
                return _wait(request, wait)
        return None


def limits_of(name: str, method: str) -> tuple[Limit, ...]:
    """What a visit of that kind counts against, the widest circle first; a door without a line is limited too."""
    if method in LOOKING:
        return WATCHED.get(name, ())
    return DOORS.get(name, WATCHED.get(name, OTHERWISE))


def _who(request: HttpRequest, limit: Limit, kwargs: dict[str, object]) -> str:
    """Whom the visit counts for, as a keyed hash: all addresses there are could be tried against one without a key."""
    if limit.per == "link" and "token" in kwargs:
        who = f"link {kwargs['token']}"
    elif limit.per == "channel" and "code" in kwargs:
        who = f"channel {tidy_code(str(kwargs['code']))}"
    elif limit.per == "browser" and settings.CSRF_COOKIE_NAME in request.COOKIES:
        who = f"browser {request.COOKIES[settings.CSRF_COOKIE_NAME]}"
    elif limit.per == "user" and request.user.is_authenticated:
        who = f"user {request.user.pk}"
    else:
        who = f"address {get_ip(request)}"
    return salted_hmac("cohort.config.web.limits", who, algorithm="sha256").hexdigest()


def _wait(request: HttpRequest, seconds: int) -> HttpResponse:
    match = request.resolver_match
    asks_json = request.content_type == "application/json" or (match is not None and match.url_name == "show_status")
    response: HttpResponse = (
        JsonResponse({"reason": "too_many", "seconds": seconds}, status=429)
        if asks_json
        else render(request, "429.html", {"seconds": seconds, "minutes": -(-seconds // 60)}, status=429)
    )
    response["Retry-After"] = str(seconds)
    return response
