"""What allauth tells about second factors: one was set up, which is using it; or one was wrong."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.http import HttpRequest

from cohort.accounts.actions import signing_in
from cohort.accounts.models import User


def remember_set_up(*, request: HttpRequest, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    """allauth tells that an authenticator was added; recovery codes come with it and prove nothing by themselves."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)


def write_down_refusal(*, user: User, authenticator: Authenticator, **_signal: Any) -> None:
    """allauth tells that a code or a passkey was wrong, at signing in or when asked again."""
    signing_in.refuse_second_factor(user=user, way=str(authenticator.type))
