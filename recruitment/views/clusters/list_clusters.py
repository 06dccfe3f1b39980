"""Every cluster and how far it has come, with those to follow up on top."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from recruitment.models import PracticeRequest
from recruitment.presenters.clusters.states import standings


@never_cache
@require_safe
@requires("cluster.manage")
def list_clusters(request: StaffRequest) -> HttpResponse:
    found = standings()
    page = {
        "standings": found,
        "due": [standing for standing in found if standing.is_due],
        "requests": PracticeRequest.objects.filter(state=PracticeRequest.State.OPEN).count(),
    }
    return render(request, "recruitment/list_clusters.html", page)
