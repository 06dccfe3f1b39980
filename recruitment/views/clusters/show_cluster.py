"""One cluster: who writes and to whom, what was sent and said, its talks and practices."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from cohort.members.models import Cluster, ClusterAddress, Practice
from recruitment.actions.clusters import writing
from recruitment.cluster_forms import AddressesForm, ClusterForm, ContactForm, OutcomeForm, PackForm, TalkForm
from recruitment.models import ClusterContact, Talk
from recruitment.presenters.clusters import kit
from recruitment.presenters.clusters.states import standings

PARTICULARS = ("chair_name", "chair_email", "sender_name", "sender_email")


@never_cache
@require_safe
@requires("cluster.manage")
def show_cluster(request: StaffRequest, pk: int) -> HttpResponse:
    return _page(request, _cluster(pk))


@require_POST
@requires("cluster.manage")
def edit_cluster(request: StaffRequest, pk: int) -> HttpResponse:
    cluster = _cluster(pk)
    form = ClusterForm(request.POST)
    if not form.is_valid():
        return _page(request, cluster, particulars=form)
    return _done(
        request,
        cluster,
        lambda: writing.change(cluster=cluster, particulars=form.cleaned_data, by=request.user),
        _("This is kept."),
    )


@require_POST
@requires("cluster.manage")
def add_addresses(request: StaffRequest, pk: int) -> HttpResponse:
    cluster = _cluster(pk)
    form = AddressesForm(request.POST)
    if not form.is_valid():
        return _page(request, cluster, addresses_form=form)
    emails = form.cleaned_data["emails"]
    return _done(
        request,
        cluster,
        lambda: writing.add_addresses(cluster=cluster, emails=emails, by=request.user),
        _("The addresses are on the list."),
    )


@require_POST
@requires("cluster.manage")
def remove_address(request: StaffRequest, pk: int, address: int) -> HttpResponse:
    found = get_object_or_404(ClusterAddress.objects.select_related("cluster"), cluster=pk, pk=address)
    said = _("%(address)s is off the list.") % {"address": found.email}
    return _done(request, found.cluster, lambda: writing.remove_address(address=found, by=request.user), said)


@require_POST
@requires("cluster.manage")
def send_pack(request: StaffRequest, pk: int) -> HttpResponse:
    cluster = _cluster(pk)
    form = PackForm(request.POST)
    if not form.is_valid():
        return _page(request, cluster, pack_form=form)
    language = form.cleaned_data["language"]
    return _done(
        request,
        cluster,
        lambda: writing.send_pack(cluster=cluster, language=language, by=request.user),
        _("The letter is on its way to every address of the list."),
    )


@require_POST
@requires("cluster.manage")
def log_contact(request: StaffRequest, pk: int) -> HttpResponse:
    cluster = _cluster(pk)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return _page(request, cluster, contact_form=form)
    return _done(
        request,
        cluster,
        lambda: writing.log_contact(cluster=cluster, **form.cleaned_data, by=request.user),
        _("This is written down."),
    )


def _cluster(pk: int) -> Cluster:
    return get_object_or_404(Cluster.objects.select_related("region__successor"), pk=pk)


def _done(request: StaffRequest, cluster: Cluster, act: Callable[[], object], said: str) -> HttpResponse:
    """Do it and go back to the cluster's page, which says what was done or why it was not."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, said)
    return redirect("recruitment:show_cluster", pk=cluster.pk)


def _page(request: StaffRequest, cluster: Cluster, **bound: forms.Form) -> HttpResponse:
    (standing,) = standings([cluster])
    particulars = {name: getattr(cluster, name) for name in PARTICULARS}
    page: dict[str, object] = {
        "standing": standing,
        "cluster": cluster,
        "addresses": cluster.addresses.order_by("email"),
        "contacts": ClusterContact.objects.filter(cluster=cluster).select_related("by").order_by("-at", "-pk"),
        "talks": Talk.objects.filter(cluster=cluster).order_by("-day", "-pk"),
        "practices": Practice.objects.filter(cluster=cluster).order_by("-takes_part", "name"),
        "kit": kit.kit(cluster.code, cluster.sender_name),
        "particulars": ClusterForm(initial=particulars, auto_id="id_of_%s"),
        "addresses_form": AddressesForm(auto_id="id_list_%s"),
        "pack_form": PackForm(auto_id="id_pack_%s"),
        "contact_form": ContactForm(auto_id="id_contact_%s"),
        "talk_form": TalkForm(initial={"cluster": cluster}, auto_id="id_talk_%s"),
        "outcome_form": OutcomeForm(),
    }
    return render(request, "recruitment/show_cluster.html", page | bound, status=422 if bound else 200)
