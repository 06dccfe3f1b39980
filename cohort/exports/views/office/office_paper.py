"""A questionnaire on paper for one person: their study number on it, and where to send it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest
from cohort.common.printing.pdf import PrintFailed
from cohort.exports.views.office.door import opened
from cohort.members.actions import looking
from cohort.members.models import Participant
from questionnaires.models import Assignment
from questionnaires.presenters.paper import pdf as paper_pdf


@require_safe
@opened("response.enter")
def office_paper(request: StaffRequest, participant: Participant, purpose: str, uuid: UUID) -> HttpResponse:
    """In the participant's language. The study number is all that is on it of the person."""
    asked = Assignment.objects.select_related("version__instrument").defer("version__content")
    assignment = get_object_or_404(
        asked, participant=participant, respondent=Assignment.Respondent.PARTICIPANT, uuid=uuid
    )
    try:
        made = paper_pdf.of_participant(assignment.version, participant.language, participant.study_number)
    except PrintFailed:
        messages.error(request, _("The paper could not be made right now. Try again."))
        return redirect("exports:office_answers", participant.study_number)
    looking.looked_at(participant=participant, what="paper", by=request.user, why=purpose)
    name = f"rygvej-{participant.study_number}-{assignment.version.instrument.slug}.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
