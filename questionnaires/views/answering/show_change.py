"""What has changed since last time, for who has just sent their answers, in the browser they sent them from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cohort.common import clock
from questionnaires.actions import looks
from questionnaires.presenters.answering.changes import changes
from questionnaires.presenters.answering.visits import Visit
from questionnaires.views.answering import just_sent
from questionnaires.views.personal import visited


@require_safe
@visited(submitted=True)
def show_change(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everybody else with the link is led to the thanks, which show no answer, and from there to the own page."""
    if not visit.is_submitted:
        return redirect("questionnaires:open_questionnaire", visit.token)
    if not just_sent.is_here(request, visit):
        return redirect("questionnaires:show_received", visit.token)
    looks.looked_at_change(participant=visit.participant)
    found = changes(visit.participant, visit.assignment, get_language() or "da", clock.now())
    return render(request, "questionnaires/show_change.html", {"visit": visit, "changes": found})
