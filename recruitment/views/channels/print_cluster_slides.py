"""Slides for a meeting of doctors, with the address where their practices sign up."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.common.printing.pdf import PrintFailed
from recruitment.channel_forms import SlidesForm
from recruitment.presenters.material import addresses, pdf


@never_cache
@require_safe
@requires("channel.manage")
def print_cluster_slides(request: StaffRequest) -> HttpResponse:
    """`?cluster=` names whose meeting it is; without one, the slides are for any meeting and say whom to call."""
    form = SlidesForm(request.GET)
    if not form.is_valid():
        return redirect("recruitment:list_channels")
    cluster = form.cleaned_data["cluster"]
    language = form.cleaned_data["language"]
    try:
        if cluster is None:
            made = pdf.doctors_slides("", None, language)
        else:
            made = pdf.doctors_slides(cluster.name, addresses.sign_up(cluster), language)
    except PrintFailed:
        messages.error(request, _("The paper could not be made right now. Try again in a moment."))
        return redirect("recruitment:list_channels")
    name = f"rygvej-slides-doctors-{language}.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
