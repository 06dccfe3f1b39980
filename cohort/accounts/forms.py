"""allauth's forms in our words: every field with a label and none with a placeholder."""

import struct
from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cohort.accounts.actions import passwords

_LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password again"),
    "code": _("Code of six digits"),
    "name": _("Name of the passkey"),
}

# What parsing a passkey's answer and checking its signature can raise; Django's own ValidationError is none of them.
MALFORMED = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(InvalidSignature, UnsupportedAlgorithm, struct.error),
)


class _Worded(Form):
    """Sets labels, takes placeholders and help that repeats the page away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if name in {"password", "oldpassword"}:
                field.help_text = ""
            if name == "password1":
                field.help_text = _("At least 12 characters. A few words in a row are easy to remember.")
        first = next((field for field in self.fields.values() if not field.widget.is_hidden), None)
        if first is not None and not self.is_bound:
            first.widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "password2" in self.errors and "password2" not in self.cleaned_data and self.cleaned_data.get("password1"):
            self.errors["password2"] = self.error_class([str(_("The two passwords are not the same."))])
        return cleaned


class LoginForm(_Worded, account.LoginForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(_Worded, account.ResetPasswordForm):  # type: ignore[misc]
    """By the outbox, and the same work for everybody: how fast the answer comes tells nobody who is here."""

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        passwords.ask_for_new(email=email)
        return email


class ResetPasswordKeyForm(_Worded, account.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(_Worded, account.ChangePasswordForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(_Worded, account.ReauthenticateForm):  # type: ignore[misc]
    pass


class AuthenticateForm(_Worded, mfa.AuthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from your app, or one of your recovery codes")


class ConfirmForm(_Worded, mfa.ReauthenticateForm):  # type: ignore[misc]
    pass


class ActivateForm(_Worded, totp.ActivateTOTPForm):  # type: ignore[misc]
    pass


class _PasskeyForm(_Worded):
    """What a browser sends of a passkey comes from outside: whatever is wrong with it is a wrong code, not a fault."""

    def clean_credential(self) -> Any:
        check = getattr(super(), "clean_credential", None)
        try:
            return check() if check else self.cleaned_data["credential"]
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error

    def clean(self) -> dict[str, Any] | None:
        try:
            return super().clean()
        except MALFORMED as error:
            raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(_PasskeyForm, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["passwordless"]  # every passkey here is one
        self.fields["name"].help_text = _("So that you know it from others, such as “My work phone”.")


class PasskeyForm(_PasskeyForm, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class PasskeySignInForm(_PasskeyForm, webauthn.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class ConfirmPasskeyForm(_PasskeyForm, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass
