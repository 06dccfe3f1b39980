"""The doors of MitID for staff: connecting it once while signed in with both factors, and signing in with it."""

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cohort.accounts import oidc
from cohort.accounts.access import StaffRequest
from cohort.accounts.actions import identity
from cohort.accounts.models import User
from cohort.common.access import public
from cohort.common.errors import Refusal

SENTENCES: dict[str, str | Promise] = {
    "state_unknown": gettext_lazy("This sign-in was begun elsewhere, or too long ago. Begin again."),
    "stopped": gettext_lazy("You stopped before MitID was done."),
    "unreachable": gettext_lazy("MitID cannot be reached right now. Sign in another way, or try again later."),
    "token_expired": gettext_lazy("The answer from MitID came too late. Begin again."),
    "level_low": gettext_lazy(
        "Your MitID was used at a level that is too low for health data. Use the MitID app or a code display."
    ),
    "cpr_missing": gettext_lazy("MitID did not tell your CPR number, so we cannot know which answers are yours."),
}
NOT_BELIEVED = gettext_lazy("What came back from MitID was not right, so nobody is signed in. Begin again.")


def refused(request: HttpRequest, *, door: oidc.Door, code: str, sentence: str | Promise = "") -> HttpResponse:
    """Write the refusal down, and say it in words. Nobody is signed in by it, and nobody signed out."""
    user = request.user if isinstance(request.user, User) else None
    identity.refuse(code=code, door=door, user=user)
    said = sentence or SENTENCES.get(code, NOT_BELIEVED)
    return render(request, "account/mitid_refused.html", {"sentence": said, "door": door}, status=403)


@public
@never_cache
@require_safe
@transaction.non_atomic_requests  # no transaction stays open while the broker is asked
def begin_sign_in(request: HttpRequest) -> HttpResponse:
    if not oidc.is_offered():
        raise Http404
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return _ask(request, "staff", reverse("mitid_come_back"))


@public
@never_cache
@require_safe
@transaction.non_atomic_requests
def come_back(request: HttpRequest) -> HttpResponse:
    """From the broker: whoever is verified at a high enough level has given both factors."""
    if not oidc.is_offered():
        raise Http404
    try:
        verified = oidc.answer(request, door="staff")
        user = identity.owner(verified=verified)
    except oidc.NotVerified as error:
        return refused(request, door="staff", code=error.fault)
    except Refusal as refusal:
        return refused(request, door="staff", code=refusal.code, sentence=refusal.sentence)
    record_authentication(request, user, "mitid", level=verified.level)
    get_adapter().login(request, user)
    return redirect(settings.LOGIN_REDIRECT_URL)


@never_cache
@require_safe
@transaction.non_atomic_requests
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def begin_connecting(request: StaffRequest) -> HttpResponse:
    if not oidc.is_offered():
        raise Http404
    return _ask(request, "connect", reverse("mitid_connected"))


@never_cache
@require_safe
@transaction.non_atomic_requests
def finish_connecting(request: StaffRequest) -> HttpResponse:
    if not oidc.is_offered():
        raise Http404
    try:
        identity.connect(user=request.user, verified=oidc.answer(request, door="connect"))
    except oidc.NotVerified as error:
        return refused(request, door="connect", code=error.fault)
    except Refusal as refusal:
        return refused(request, door="connect", code=refusal.code, sentence=refusal.sentence)
    messages.success(request, _("Your MitID is connected. Next time it signs you in."))
    return redirect("mfa_index")


@require_POST
@reauthentication_required(app="allauth.mfa")  # type: ignore[untyped-decorator]
def disconnect(request: StaffRequest) -> HttpResponse:
    identity.disconnect(user=request.user)
    messages.success(request, _("Your MitID does not sign you in any more."))
    return redirect("mfa_index")


def _ask(request: HttpRequest, door: oidc.Door, back: str) -> HttpResponse:
    try:
        return oidc.ask(request, door=door, back=back)
    except oidc.NotVerified as error:
        return refused(request, door=door, code=error.fault)
