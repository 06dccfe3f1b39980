"""How recruitment goes: the flow, the spread, and who is seen too seldom."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from recruitment.presenters.monitor import page, words


@never_cache
@require_safe
@requires("monitor.view")
def show_monitor(request: StaffRequest) -> HttpResponse:
    context = {"page": page.page(get_language() or "da"), "titles": words.titles()}
    return render(request, "recruitment/show_monitor.html", context)
