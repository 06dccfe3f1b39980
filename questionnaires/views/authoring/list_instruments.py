"""Every instrument with its newest version, and the drafts on their way."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from questionnaires.models import Draft
from questionnaires.reading.measured import Measured, measured


@never_cache
@require_safe
@requires("instrument.manage")
def list_instruments(request: StaffRequest) -> HttpResponse:
    newest: dict[int, Measured] = {}
    for one in measured():
        newest.setdefault(one.version.instrument_id, one)
    drafts = Draft.objects.select_related("uploaded_by").defer("text").order_by("-uploaded_at")
    page = {
        "instruments": list(newest.values()),
        "drafts": drafts.filter(state=Draft.State.DRAFT),
        "earlier": drafts.exclude(state=Draft.State.DRAFT)[:20],
    }
    return render(request, "questionnaires/list_instruments.html", page)
