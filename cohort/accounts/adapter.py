"""How allauth behaves here: staff are invited, mail goes by the outbox, and it speaks our language."""

import time
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cohort.accounts.actions import signing_in
from cohort.accounts.models import User
from cohort.common import sealing

_WRONG_CODE = _("This code is not right, or it has been used. Wait for the next one and try again.")
_TOO_MANY = _("Too many tries. Wait five minutes and try again.")


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("E-mail and password do not fit together. Check both and try again."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _WRONG_CODE,
        "incorrect_password": _("This is not your password."),
        "rate_limited": _TOO_MANY,
        "too_many_login_attempts": _TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Not for the first second factor right after the password was given: that would be asking twice."""
        user = self.request.user
        fresh = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        given = any(record["at"] > fresh for record in get_authentication_records(self.request, user))
        first = not is_mfa_enabled(user) and given
        return not first and bool(super().is_reauthentication_required(app=app))

    def login(self, request: HttpRequest, user: User) -> None:
        """Every way in comes through here; the audit says who came and with what."""
        super().login(request, user)
        given = get_authentication_records(request, user)
        signing_in.let_in(user=user, ways=[str(record.get("type") or record["method"]) for record in given])

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        signing_in.refuse_password(address=str(credentials.get("email") or ""))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("This is your only second step, and you need one. Set up another first."),
        "incorrect_code": _WRONG_CODE,
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another second step is left; recovery codes alone are none."""
        others = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        return gettext("Passkey %(number)s") % {
            "number": Authenticator.objects.filter(user=user, type=type).count() + 1
        }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the public address; the host of a request is never trusted for this."""
        return {"id": urlsplit(settings.PUBLIC_URL).hostname or "", "name": "Rygvej"}

    def encrypt(self, text: str) -> str:
        """Secrets of second factors are sealed as contact details are: a dump signs nobody in."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)
