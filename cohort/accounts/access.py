"""The permission question at the door of a view."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from cohort.accounts.models import User
from cohort.accounts.permissions import Permission, may

P = ParamSpec("P")


class StaffRequest(HttpRequest):
    """A request whose user has signed in and holds the permission the view asks for."""

    user: User


def requires(
    permission: Permission, *others: Permission
) -> Callable[[Callable[Concatenate[StaffRequest, P], HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Answer 403 unless the signed-in user's role holds `permission`, or one of the others."""

    def decorate(
        view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
    ) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def checked(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not any(may(request.user, one) for one in (permission, *others)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.permission = permission  # type: ignore[attr-defined]
        return checked

    return decorate
