"""The end of the way: look through the answers, then hand them in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohort.common.errors import NoLongerOpen
from questionnaires.actions import answers as answering
from questionnaires.engine import paging
from questionnaires.presenters.answering import review
from questionnaires.presenters.answering.visits import Gone, Visit
from questionnaires.views.answering import just_sent
from questionnaires.views.personal import visited


@require_http_methods(["GET", "HEAD", "POST"])
@visited(submitted=True)
def submit_answers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Sent twice, the second time leads to the same page as the first."""
    if visit.is_submitted:
        return redirect("questionnaires:show_received", visit.token)
    if request.method == "POST":
        try:
            answering.submit(assignment=visit.assignment, by=visit.participant.actor)
        except NoLongerOpen:
            raise Gone("closed", visit.participant) from None
        return just_sent.remembered(request, redirect("questionnaires:show_received", visit.token), visit)
    definition = visit.definition
    answers = visit.response.answers if visit.response else {}
    views = paging.pages(definition, answers)
    lines = review.lines(views, answers, get_language() or "da", (_("Yes"), _("No")))
    return render(
        request,
        "questionnaires/submit_answers.html",
        {
            "visit": visit,
            "lines": lines,
            "unanswered": [line for line in lines if not line.is_answered],
            "last_page": views[-1].key if views else "",
        },
    )
