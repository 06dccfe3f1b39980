"""The workload meter of every practice, for the study office (R14)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from recruitment.presenters import workload_table


@never_cache
@require_safe
@requires("workload.read")
def list_workload(request: StaffRequest) -> HttpResponse:
    return render(request, "recruitment/list_workload.html", {"table": workload_table.table(_("The whole study"))})
