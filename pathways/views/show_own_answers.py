"""One questionnaire that was handed in, for who answered it: to read and not to change."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cohort.members.models import Participant
from cohort.members.own import own
from pathways.actions import own_page as acts
from pathways.presenters import own_page
from pathways.reading.own import questionnaires
from questionnaires.models import Assignment


@require_safe
@own
def show_own_answers(request: HttpRequest, participant: Participant, uuid: UUID) -> HttpResponse:
    mine = questionnaires(participant)
    assignment = get_object_or_404(mine, uuid=uuid, state=Assignment.State.SUBMITTED)
    acts.looked_at(participant=participant, what="answers")
    return render(
        request,
        "pathways/show_own_answers.html",
        {
            "title": assignment.version.definition.title.within((get_language() or "da")[:2]),
            "day": assignment.response.submitted_at if assignment.response else None,
            "lines": own_page.answers(assignment),
        },
    )
