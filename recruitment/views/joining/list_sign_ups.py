"""For the study office: those who signed up and whose practice takes no part, is not on the list, or said no."""

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
from recruitment.join_forms import LinkForm
from recruitment.models import Claim


@never_cache
@require_GET
@requires("participant.correct")
def list_sign_ups(request: StaffRequest) -> HttpResponse:
    rows = list(Claim.objects.for_the_office().select_related("participant", "practice"))
    looking.listed(count=len(rows), searched=False, by=request.user, what="sign_ups")
    return render(request, "recruitment/list_sign_ups.html", {"rows": rows})


@require_POST
@requires("participant.correct")
def settle_sign_up(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask the practice that was meant, or leave it at that."""
    claim = get_object_or_404(Claim.objects.for_the_office(), pk=pk)
    form = LinkForm(request.POST)
    leaves = request.POST.get("do") == "leave"
    try:
        if leaves:
            claims.leave(claim=claim, by=request.user)
            messages.success(request, _("Noted: they take part without a practice."))
        elif form.is_valid():
            practice = form.cleaned_data["number"]
            claims.link(claim=claim, practice=practice, by=request.user)
            messages.success(request, _("%(practice)s is asked now.") % {"practice": practice.name})
        else:
            messages.warning(request, " ".join(str(error) for error in form.errors["number"]))
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("recruitment:list_sign_ups")
