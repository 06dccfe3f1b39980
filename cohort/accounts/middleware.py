"""A second factor for those whose role asks for it."""

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch

from cohort.accounts.models import User
from cohort.accounts.permissions import SECOND_FACTOR_ROLES

# Reached with a password alone: setting the second factor up, and leaving.
OPEN_NAMES = frozenset({"mfa_activate_totp", "account_logout", "account_reauthenticate", "set_language"})


class SecondFactorMiddleware:
    """Lets a signed-in person whose role needs a second factor no further than its set-up page without it.

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
        if not isinstance(user, User) or user.role not in SECOND_FACTOR_ROLES or has_second_factor(request, user):
            return None
        if is_mfa_enabled(user):
            logout(request)
            return redirect("account_login")
        match = request.resolver_match
        if isinstance(match, ResolverMatch) and (match.url_name in OPEN_NAMES or is_open(view)):
            return None
        return redirect("mfa_activate_totp")


def has_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether a code of the second factor was given in this session."""
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def is_open(view: Callable[..., HttpResponseBase]) -> bool:
    return bool(getattr(view, "is_public", False))
