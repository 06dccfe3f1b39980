"""The consent text on paper for one person, to be sent by post."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest
from cohort.common import clock
from cohort.common.printing.pdf import PrintFailed
from cohort.exports.views.office.door import opened
from cohort.members.actions import looking
from cohort.members.models import ConsentText, Participant
from recruitment.presenters.consent import paper_consent


@require_safe
@opened("consent.enter")
def office_consent_paper(request: StaffRequest, participant: Participant, purpose: str) -> HttpResponse:
    """In the participant's language. The study number is all that is on it of the person."""
    text = ConsentText.objects.valid_on(clock.today())
    try:
        made = paper_consent.printed(text, participant.language, participant.study_number)
    except PrintFailed:
        messages.error(request, _("The paper could not be made right now. Try again."))
        return redirect("exports:office_agree", participant.study_number)
    looking.looked_at(participant=participant, what="paper", by=request.user, why=purpose)
    name = f"rygvej-{participant.study_number}-consent.pdf"
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
