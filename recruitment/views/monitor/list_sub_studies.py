"""The sub-studies, the newest first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.permissions import may
from recruitment.models import SubStudy


@never_cache
@require_safe
@requires("sub_study.view")
def list_sub_studies(request: StaffRequest) -> HttpResponse:
    studies = SubStudy.objects.order_by("-made_at", "-pk")
    context = {"studies": studies, "manages": may(request.user, "sub_study.manage")}
    return render(request, "recruitment/list_sub_studies.html", context)
