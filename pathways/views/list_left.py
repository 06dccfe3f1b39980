"""What left the practice."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cohort.accounts.access import StaffRequest, requires
from cohort.audit import queries
from cohort.members.actions import looking
from pathways.presenters import left_practice


@never_cache
@require_GET
@requires("participant.view")
def list_left(request: StaffRequest) -> HttpResponse:
    names = left_practice.practices(request.user)
    page = Paginator(queries.left_practice(*names), left_practice.PER_PAGE).get_page(request.GET.get("page"))
    lines = left_practice.lines(page.object_list, names)
    looking.listed(count=len(lines), searched=False, by=request.user, what="left")
    return render(request, "pathways/list_left.html", {"page": page, "lines": lines, "names": names})
