"""The note of a kept record template, ready to copy."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cohort.accounts.access import StaffRequest, requires
from cohort.members.actions import looking
from cohort.members.models import Scope
from pathways.note import text
from pathways.views import found
from questionnaires.models import Assignment

# Records are kept in Danish, whatever language the page is read in.
NOTE_LANGUAGE = "da"


@never_cache
@require_GET
@requires("record.write")
def show_note(request: StaffRequest, study_number: str, uuid: UUID) -> HttpResponse:
    participant = found.participant(request, study_number)
    if not participant.allows(Scope.RECORD):
        raise Http404
    ticked = get_object_or_404(
        Assignment.objects.select_related("response", "version").defer("version__content"),
        participant=participant,
        respondent=Assignment.Respondent.CLINICIAN,
        response__uuid=uuid,
    )
    looking.looked_at(participant=participant, what="note", by=request.user)
    answers = ticked.response.answers if ticked.response else {}
    note = text.note(ticked.version.definition, answers, NOTE_LANGUAGE)
    return render(request, "pathways/show_note.html", {"participant": participant, "note": note, "is_kept": True})
