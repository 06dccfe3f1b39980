"""The clinician's participants."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cohort.accounts.access import StaffRequest, requires
from cohort.members.actions import looking
from pathways.presenters import participants


@never_cache
@require_GET
@requires("participant.view")
def list_participants(request: StaffRequest) -> HttpResponse:
    search = request.GET.get("q", "").strip()
    found = participants.listing(request.user, search)
    page = Paginator(found, participants.PER_PAGE).get_page(request.GET.get("page"))
    rows = participants.progress([participant.pk for participant in page.object_list])
    looking.listed(count=len(rows), searched=bool(search), by=request.user)
    shown = {"page": page, "rows": rows, "search": search}
    return render(request, "pathways/list_participants.html", shown)
