"""Practices that ask to take part: a yes or a no to each."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.models import User
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.models import Membership, Practice
from recruitment.actions.clusters import requests
from recruitment.cluster_forms import RefuseForm
from recruitment.models import PracticeRequest


@sensitive_variables()
@never_cache
@require_safe
@requires("cluster.manage")
def list_requests(request: StaffRequest) -> HttpResponse:
    asked = PracticeRequest.objects.select_related("cluster", "region__successor").order_by("at", "pk")
    pending = list(asked.filter(state=PracticeRequest.State.OPEN))
    known = Practice.objects.filter(provider_number__in=[one.provider_number for one in pending])
    practices = {practice.provider_number: practice for practice in known}
    page = {
        "requests": [_card(one, practices.get(one.provider_number)) for one in pending],
        "reasons": PracticeRequest.Reason.choices,
        "decided": asked.exclude(state=PracticeRequest.State.OPEN).select_related("decided_by").reverse()[:50],
    }
    return render(request, "recruitment/list_requests.html", page)


@require_POST
@requires("cluster.manage")
def accept_request(request: StaffRequest, pk: str) -> HttpResponse:
    asked = get_object_or_404(PracticeRequest, pk=pk)
    chosen = request.POST.get("tutor", "")
    tutor = User.objects.filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 10 else None
    try:
        accepted = requests.accept(request=asked, tutor=tutor, by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        names = {"name": accepted.user.name, "practice": accepted.practice.name}
        if accepted.is_new:
            said = _("%(practice)s takes part. %(name)s gets a letter with a link.") % names
        else:
            said = _("%(practice)s takes part. %(name)s has an account already, and works there now.") % names
        messages.success(request, said)
    return redirect("recruitment:list_requests")


@require_POST
@requires("cluster.manage")
def refuse_request(request: StaffRequest, pk: str) -> HttpResponse:
    asked = get_object_or_404(PracticeRequest, pk=pk)
    form = RefuseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the reason."))
        return redirect("recruitment:list_requests")
    try:
        requests.refuse(request=asked, reason=form.cleaned_data["reason"], by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("The request is refused. Name and e-mail are deleted."))
    return redirect("recruitment:list_requests")


def _card(asked: PracticeRequest, practice: Practice | None) -> dict[str, object]:
    """A request as it is decided: the practice if it is known, and for a trainee the doctors to choose a tutor from."""
    card: dict[str, object] = {
        "asked": asked,
        "practice": practice,
        "region": asked.region.on(clock.today()),
        "tutors": [],
        "likely": None,
    }
    if asked.position == Membership.Position.TRAINEE and practice is not None:
        doctors = Membership.objects.valid_on(clock.today()).filter(
            practice=practice, position=Membership.Position.DOCTOR
        )
        card["tutors"] = User.objects.filter(pk__in=doctors.values("user"), is_active=True).order_by("name")
        card["likely"] = requests.likely_tutor(asked)
    return card
