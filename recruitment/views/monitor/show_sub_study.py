"""One sub-study: whom it looks for, who fits, and the ways to try it, switch it on and end it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.permissions import may
from cohort.common.errors import Refusal
from recruitment.actions import sub_studies
from recruitment.models import SubStudy
from recruitment.presenters.monitor import rule_rows
from recruitment.presenters.monitor.trial import tried
from recruitment.substudies import rules as ruling

ROWS = 100


@never_cache
@require_safe
@requires("sub_study.view")
def show_sub_study(request: StaffRequest, pk: int) -> HttpResponse:
    study = get_object_or_404(SubStudy.objects.select_related("made_by", "switched_on_by", "ended_by"), pk=pk)
    fitting = study.matches.select_related("participant").order_by("-at", "pk")
    context = _context(request, study) | {"fitting": Paginator(fitting, ROWS).get_page(request.GET.get("page"))}
    return render(request, "recruitment/show_sub_study.html", context)


@never_cache
@require_safe
@requires("sub_study.manage")
def try_sub_study(request: StaffRequest, pk: int) -> HttpResponse:
    """The rules on those enrolled in the last 12 months; changes nothing."""
    study = get_object_or_404(SubStudy, pk=pk)
    context = _context(request, study) | {"tried": tried(study, get_language() or "da")}
    return render(request, "recruitment/try_sub_study.html", context)


@require_POST
@requires("sub_study.manage")
def switch_sub_study(request: StaffRequest, pk: int) -> HttpResponse:
    """On, or with `end` off for good."""
    study = get_object_or_404(SubStudy, pk=pk)
    try:
        if request.POST.get("end"):
            sub_studies.end(sub_study=study, by=request.user)
        else:
            sub_studies.switch_on(sub_study=study, by=request.user)
    except Refusal as refusal:
        messages.warning(request, str(refusal.sentence))
    return redirect("recruitment:show_sub_study", pk)


def _context(request: StaffRequest, study: SubStudy) -> dict[str, object]:
    language = get_language() or "da"
    return {
        "study": study,
        "name": study.name_da if language == "da" else study.name_en,
        "rules": [rule_rows.sentence(rule, language) for rule in ruling.read(study.rules)],
        "manages": may(request.user, "sub_study.manage"),
    }
