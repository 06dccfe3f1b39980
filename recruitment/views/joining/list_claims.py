"""Who has signed up and says that this practice is theirs."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from cohort.members.actions import looking
from recruitment.actions import claims
from recruitment.models import Claim
from recruitment.presenters import waiting


@never_cache
@require_GET
@requires("participant.enrol")
def list_claims(request: StaffRequest) -> HttpResponse:
    people = waiting.people(request.user)
    looking.listed(count=len(people), searched=False, by=request.user, what="waiting")
    return render(request, "recruitment/list_claims.html", {"people": people})


@require_POST
@requires("participant.enrol")
def answer_claim(request: StaffRequest, pk: int) -> HttpResponse:
    """One tap: yes or no."""
    claim = get_object_or_404(Claim.objects.visible_to(request.user), pk=pk)
    is_ours = request.POST.get("answer") == "yes"
    try:
        claims.answer(claim=claim, is_ours=is_ours, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    else:
        messages.success(
            request,
            _("Noted. In a moment you find them among your patients.")
            if is_ours
            else _("Noted. They take part without your practice, and you hear no more of it."),
        )
    return redirect("recruitment:list_claims")
