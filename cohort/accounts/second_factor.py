"""Setting the second factor up is using it: the code was checked in this very session."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from cohort.accounts.models import User


def remember_set_up(*, request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    """allauth tells that an authenticator was added; recovery codes come with it and prove nothing by themselves."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
