"""The slip of paper for the patient, while this session knows the invitation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.common.printing.pdf import PrintFailed
from cohort.members.actions import looking
from cohort.members.models import Participant
from recruitment.presenters import invitation, slip


@never_cache
@require_safe
@requires("participant.enrol")
def print_slip(request: StaffRequest, study_number: str) -> HttpResponse:
    """As PDF, shown in the browser. Those who take part by phone and paper get one without a link, at any time."""
    people = Participant.objects.visible_to(request.user).select_related("practice", "contact", "enrolled_by")
    participant = get_object_or_404(people, study_number=study_number)
    kept = None
    if participant.way == Participant.Way.ONLINE:
        kept = invitation.kept(request.session, study_number)
        if kept is None:
            messages.error(request, _("The link is not known here any more. Make a new one, and print then."))
            return redirect("recruitment:show_invitation", study_number)
    try:
        made = slip.printed(participant, kept)
    except PrintFailed:
        messages.error(request, _("The slip could not be made right now. Try again."))
        return redirect("recruitment:show_invitation", study_number)
    looking.looked_at(participant=participant, what="slip", by=request.user)
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="rygvej.pdf"'}
    )
