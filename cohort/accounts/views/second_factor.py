"""Setting the second factor up, and taking a passkey away."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest


@never_cache
@require_safe
def set_up(request: HttpRequest) -> HttpResponse:
    """The choice after the first password. Who has a second factor already sees theirs instead."""
    if is_mfa_enabled(request.user):
        return redirect("mfa_index")
    return render(request, "mfa/set_up.html")


class Authenticate(AuthenticateView):  # type: ignore[misc]
    """The second step, offering what this person has set up."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        user = self.stage.login.user
        return context | {
            "has_passkey": is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN]),
            "has_app": is_mfa_enabled(user, [Authenticator.Type.TOTP]),
        }


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """A passkey that signs in alone: kept on the device, and opened there by finger, face or PIN."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        # What is asked of the device is asked of its answer too: the server keeps it in the session.
        return context | {"js_data": {"creation_options": auth.begin_registration(self.request.user, True)}}


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Take one's own passkey away, unless nothing would be left to sign in with."""

    success_url = reverse_lazy("mfa_index")
    request: StaffRequest

    def form_valid(self, form: Form) -> HttpResponse:
        passkey: Authenticator = self.get_object()
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(passkey):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        return response


authenticate = Authenticate.as_view()
add_passkey = AddPasskey.as_view()
remove_passkey = RemovePasskey.as_view()
