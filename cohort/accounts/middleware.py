"""For whom a request acts, and a second factor for everybody who signs in."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch

from cohort.accounts.models import User
from cohort.common import reach

# Reached with a password alone: setting the second factor up, and leaving.
OPEN_NAMES = frozenset(
    {"mfa_set_up", "mfa_add_webauthn", "mfa_activate_totp", "account_logout", "account_reauthenticate", "set_language"}
)
# Ways of signing in that are two factors, or the second of them; noted in the session when they were used.
SECOND_FACTORS = frozenset({"mfa", "mitid"})


class ReachMiddleware:
    """The request acts for whoever has signed in, and otherwise for nobody until a link or code says for whom."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        with reach.of_user(user.pk) if isinstance(user, User) else reach.of_nobody():
            return self.get_response(request)


class SecondFactorMiddleware:
    """Lets nobody who has signed in further than the set-up page of the second factor without it.

    What counts is the session: a session opened with the password alone, before the second factor was set up
    elsewhere, ends when the second factor exists.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        user = request.user
        if not isinstance(user, User) or has_second_factor(request, user):
            return None
        if is_mfa_enabled(user):
            logout(request)
            return redirect("account_login")
        match = request.resolver_match
        if isinstance(match, ResolverMatch) and (match.url_name in OPEN_NAMES or is_open(view)):
            return None
        return redirect("mfa_set_up")


def has_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether a second factor, or a way that holds both, was used in this session."""
    return any(record.get("method") in SECOND_FACTORS for record in get_authentication_records(request, user))


def is_open(view: Callable[..., HttpResponseBase]) -> bool:
    return bool(getattr(view, "is_public", False))
