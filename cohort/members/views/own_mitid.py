"""The way to the own page with MitID: no link and no code, where the practice wrote the CPR number down."""

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from cohort.accounts import oidc
from cohort.accounts.actions import identity
from cohort.accounts.views.mitid import NOT_BELIEVED, SENTENCES
from cohort.common.errors import Refusal
from cohort.members import own
from cohort.members.actions import own_mitid
from cohort.members.own import secret


@transaction.non_atomic_requests  # no transaction stays open while the broker is asked
@require_safe
@secret
def begin_own_mitid(request: HttpRequest) -> HttpResponse:
    if not oidc.is_offered():
        raise Http404
    try:
        return oidc.ask(request, door="own", back=reverse("members:finish_own_mitid"))
    except oidc.NotVerified as error:
        return _refused(request, error.fault)


@transaction.non_atomic_requests
@require_safe
@secret
def finish_own_mitid(request: HttpRequest) -> HttpResponse:
    """From the broker: whoever is verified at a high enough level sees their own page."""
    if not oidc.is_offered():
        raise Http404
    try:
        participant = own_mitid.sign_in_by_cpr(verified=oidc.answer(request, door="own"))
    except oidc.NotVerified as error:
        return _refused(request, error.fault)
    except Refusal as refusal:
        return _refused(request, refusal.code, refusal.sentence)
    own.sign_in(request, participant)
    return redirect(settings.OWN_PAGE)


def _refused(request: HttpRequest, code: str, sentence: str | Promise = "") -> HttpResponse:
    identity.refuse(code=code, door="own")
    said = sentence or SENTENCES.get(code, NOT_BELIEVED)
    return render(request, "members/own_mitid_refused.html", {"sentence": said}, status=403)
