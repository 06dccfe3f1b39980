"""Once a year: a few questions about the doctor's own work, on one page; or not now."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cohort.accounts.access import StaffRequest, requires
from cohort.common import clock
from cohort.common.errors import Refusal
from pathways.presenters import record_form
from questionnaires.actions import staff_survey
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import StaffSurvey, Version
from questionnaires.models.staff_survey import INSTRUMENT


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("practice.answer")
def answer_survey(request: StaffRequest) -> HttpResponse:
    version = Version.objects.current(INSTRUMENT)
    definition = version.definition
    form = _form(request.POST.get("form", ""))
    faults: list[AnswerFault] = []
    refusal: Refusal | None = None
    if request.method == "POST":
        answers, faults = record_form.read(definition, request.POST)
        if request.POST.get("version", version.checksum) != version.checksum:
            faults = []
            refusal = Refusal("unknown_version", _("This page is out of date. Check your answers and send them again."))
        elif not faults:
            try:
                staff_survey.answer(version=version, form=form, answers=answers, by=request.user)
            except Refusal as error:
                refusal = error
            else:
                messages.success(request, _("Your answers are sent. The questions come again in a year."))
                return redirect("pathways:show_practice")
    until = StaffSurvey.objects.answered_until(request.user)
    language = (get_language() or "da")[:2]
    return render(
        request,
        "pathways/answer_survey.html",
        {
            "title": definition.title.within(language),
            "intro": definition.intro.within(language),
            "blocks": record_form.blocks(
                definition, language, request.POST if request.method == "POST" else None, faults
            ),
            "form": form,
            "version": version.checksum,
            "refusal": refusal,
            "has_faults": bool(faults),
            "until": until if until is not None and clock.today() < until else None,
        },
        status=422 if faults or refusal else 200,
    )


@require_POST
@requires("practice.answer")
def put_off_survey(request: StaffRequest) -> HttpResponse:
    staff_survey.put_off(by=request.user)
    return redirect("pathways:show_practice")


def _form(sent: str) -> UUID:
    """The page's own id: the one it came with, or a new one."""
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()
