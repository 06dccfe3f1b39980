"""Printed summaries: asked for, watched, and taken home."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cohort.accounts.access import StaffRequest, requires
from cohort.members.actions import looking
from pathways.actions import summaries
from pathways.models import Summary
from pathways.views import found


@require_POST
@requires("participant.view")
def request_summary(request: StaffRequest, study_number: str) -> HttpResponse:
    participant = found.participant(request, study_number)
    audience = request.POST.get("audience", "")
    language = request.POST.get("language", participant.language)
    if audience not in Summary.Audience.values or language not in dict(settings.LANGUAGES):
        raise Http404
    summary = summaries.request(participant=participant, audience=audience, language=language, by=request.user)
    return redirect("pathways:show_summary", study_number, summary.pk)


@never_cache
@require_GET
@requires("participant.view")
def show_summary(request: StaffRequest, study_number: str, pk: int) -> HttpResponse:
    """How far the print is; the part that changes alone when htmx asks."""
    participant = found.participant(request, study_number)
    summary = get_object_or_404(Summary.objects.defer("pdf"), participant=participant, pk=pk)
    context = {
        "participant": participant,
        "summary": summary,
        "is_current": summaries.is_current(summary),
        "is_waiting": summary.state == Summary.State.WAITING,
        "has_failed": summary.state == Summary.State.FAILED,
    }
    if request.headers.get("HX-Request"):
        return render(request, "pathways/parts/summary_state.html", context)  # tells nothing about the person
    looking.looked_at(participant=participant, what="summary", by=request.user)
    return render(request, "pathways/show_summary.html", context)


@never_cache
@require_GET
@requires("participant.view")
def download_summary(request: StaffRequest, study_number: str, pk: int) -> HttpResponse:
    participant = found.participant(request, study_number)
    summary = get_object_or_404(Summary.objects.select_related("participant"), participant=participant, pk=pk)
    pdf = summaries.hand_out(summary=summary, by=request.user)
    if pdf is None:
        return redirect("pathways:show_summary", study_number, pk)
    name = f"rygvej-{participant.study_number}-{summary.audience}.pdf"
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )
