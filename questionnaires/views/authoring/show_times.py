"""How long answering really takes, and how people found the form (R63, R104)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from questionnaires.reading.measured import FEWEST, measured


@never_cache
@require_safe
@requires("instrument.manage")
def show_times(request: StaffRequest) -> HttpResponse:
    return render(request, "questionnaires/show_times.html", {"versions": measured(), "fewest": FEWEST})
