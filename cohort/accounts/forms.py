"""allauth's forms in our words: every field with a label and none with a placeholder."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django.forms import Form
from django.utils.translation import gettext_lazy as _

_LABELS = {
    "login": _("E-mail"),
    "email": _("E-mail"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password again"),
    "code": _("Code of six digits"),
}


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
        first = next(iter(self.fields.values()), None)
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
    pass


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
