"""From the own page to an open questionnaire."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cohort.common import clock
from cohort.members.models import Participant, Scope
from cohort.members.own import own
from pathways.actions import own_page as acts
from pathways.reading.own import questionnaires


@require_POST
@own
def answer_own_questionnaire(request: HttpRequest, participant: Participant, uuid: UUID) -> HttpResponse:
    assignment = get_object_or_404(questionnaires(participant).open_at(clock.now()), uuid=uuid)
    if not participant.allows(Scope.QUESTIONNAIRES):
        raise Http404
    token = acts.take_up(participant=participant, assignment=assignment)
    return redirect("questionnaires:open_questionnaire", token)
