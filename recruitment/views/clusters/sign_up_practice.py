"""Where a practice signs up: a colleague invites, and whoever comes asks to take part. Open to anybody."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cohort.common import clock
from cohort.common.access import public
from cohort.common.tokens import tidy_code
from cohort.members.models import Cluster
from recruitment.actions.clusters import requests, sign_up_links
from recruitment.cluster_forms import SignUpForm, known_practice
from recruitment.models import SignUpLink


@dataclass(frozen=True)
class Door:
    """Whose sign-up page it is."""

    code: str
    sender: str
    cluster: Cluster | None


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up_practice(request: HttpRequest, code: str) -> HttpResponse:
    """What is answered never depends on whether somebody has an account or has asked before."""
    door = _door(code)
    if request.method != "POST":
        if request.method == "GET":
            sign_up_links.count_opened(code=door.code)
        return _page(request, door, SignUpForm())
    if "find" in request.POST:
        return _page(request, door, _found(request))
    form = SignUpForm(request.POST)
    if not form.is_valid():
        return _page(request, door, form, status=422)
    requests.receive(code=door.code, cluster=door.cluster, language=get_language() or "da", **form.cleaned_data)
    return redirect("recruitment:thank_practice", code=door.code)


@public
@never_cache
@require_safe
def thank_practice(request: HttpRequest, code: str) -> HttpResponse:
    return render(request, "recruitment/thank_practice.html", {"door": _door(code)})


def _door(code: str) -> Door:
    tidy = tidy_code(code)[:8]
    if cluster := Cluster.objects.filter(code=tidy).first():
        return Door(tidy, cluster.sender_name, cluster)
    if link := SignUpLink.objects.filter(code=tidy, ended_at__isnull=True).first():
        return Door(tidy, link.sender_name, None)
    raise Http404


def _found(request: HttpRequest) -> SignUpForm:
    """What was typed so far, with name and region of the practice where its number is known."""
    typed = {name: request.POST.get(name, "")[:200] for name in SignUpForm.base_fields}
    practice = known_practice(typed["provider_number"])
    if practice is not None:
        region = practice.region_on(clock.today())
        typed |= {"practice_name": practice.name, "region": str(region.pk) if region else ""}
    form = SignUpForm(initial=typed)
    if practice is None:
        form.fields["provider_number"].help_text = _(
            "We do not know this number. Check it, or write name and region yourself."
        )
    return form


def _page(request: HttpRequest, door: Door, form: SignUpForm, status: int = 200) -> HttpResponse:
    return render(request, "recruitment/sign_up_practice.html", {"door": door, "form": form}, status=status)
