"""A second factor for those whose role asks for it."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import ResolverMatch

from cohort.accounts.permissions import SECOND_FACTOR_ROLES

# Reached with a password alone: setting the second factor up, and leaving.
OPEN_NAMES = frozenset(
    {
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "account_logout",
        "account_reauthenticate",
        "set_language",
    }
)


class SecondFactorMiddleware:
    """Sends a signed-in person without a second factor to its set-up page, if their role needs one.

    Whoever has one was asked for it while signing in: allauth opens no session before that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: object, kwargs: object
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        if not request.user.is_authenticated or request.user.role not in SECOND_FACTOR_ROLES:
            return None
        if isinstance(match, ResolverMatch) and (match.url_name in OPEN_NAMES or is_open(view)):
            return None
        return None if is_mfa_enabled(request.user) else redirect("mfa_activate_totp")


def is_open(view: Callable[..., HttpResponseBase]) -> bool:
    return bool(getattr(view, "is_public", False))
