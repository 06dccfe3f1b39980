"""Talks, in clusters and elsewhere: those ahead, and what became of those before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from recruitment.actions.clusters import talks
from recruitment.cluster_forms import OutcomeForm, TalkForm
from recruitment.models import Talk


@never_cache
@require_safe
@requires("cluster.manage")
def list_talks(request: StaffRequest) -> HttpResponse:
    return _page(request, TalkForm())


@require_POST
@requires("cluster.manage")
def plan_talk(request: StaffRequest) -> HttpResponse:
    form = TalkForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        talk = talks.plan(**form.cleaned_data, by=request.user)
    except Refusal as refusal:
        form.add_error("place", str(refusal.sentence))
        return _page(request, form)
    messages.success(request, _("The talk is planned."))
    return _back(talk)


@require_POST
@requires("cluster.manage")
def settle_talk(request: StaffRequest, pk: int) -> HttpResponse:
    talk = get_object_or_404(Talk, pk=pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say whether the talk was held, and how many listened as a number."))
        return _back(talk)
    try:
        talks.settle(talk=talk, **form.cleaned_data, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("This is written down."))
    return _back(talk)


def _back(talk: Talk) -> HttpResponse:
    if talk.cluster_id is None:
        return redirect("recruitment:list_talks")
    return redirect("recruitment:show_cluster", pk=talk.cluster_id)


def _page(request: StaffRequest, form: TalkForm) -> HttpResponse:
    every = Talk.objects.select_related("cluster").order_by("day", "pk")
    page = {
        "form": form,
        "planned": every.filter(state=Talk.State.PLANNED),
        "settled": every.exclude(state=Talk.State.PLANNED).reverse(),
    }
    return render(request, "recruitment/list_talks.html", page, status=422 if form.is_bound else 200)
