"""The invitation on the clinician's screen, for the patient's phone."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from cohort.accounts.access import StaffRequest, requires
from cohort.common import clock
from cohort.members import queries
from cohort.members.actions import looking
from cohort.members.models import Participant
from recruitment.actions import enrol
from recruitment.presenters import invitation

# So long after the enrolment its message may still be on its way; later it is not worth a word.
FRESH = timedelta(hours=1)


@never_cache
@require_GET
@requires("participant.enrol")
def show_invitation(request: StaffRequest, study_number: str) -> HttpResponse:
    """QR code, link and code, as long as this session remembers them; otherwise a way to make new ones."""
    participants = Participant.objects.visible_to(request.user).select_related("practice", "contact")
    participant = get_object_or_404(participants, study_number=study_number)
    kept = invitation.kept(request.session, study_number)
    contact = participant.contact
    looking.looked_at(participant=participant, what="invitation", by=request.user)
    return render(
        request,
        "recruitment/show_invitation.html",
        {
            "participant": participant,
            "name": contact.name,
            "is_online": participant.way == Participant.Way.ONLINE,
            "shown": invitation.shown(kept) if kept else None,
            "by_email": bool(contact.email),
            "is_undeliverable": queries.is_undeliverable(participant),
            "has_decided": participant.consents.exists(),
            "is_fresh": clock.now() - participant.enrolled_at < FRESH,
            "is_written_to": enrol.is_written_to(email=contact.email, mobile=contact.mobile),
        },
    )


@require_POST
@requires("participant.enrol")
def reissue_invitation(request: StaffRequest, study_number: str) -> HttpResponse:
    """New link and code, when the hour is over or another screen asks."""
    participant = get_object_or_404(Participant.objects.visible_to(request.user), study_number=study_number)
    made = enrol.invite_again(participant=participant, by=request.user)
    invitation.keep(request.session, study_number, made)
    return redirect("recruitment:show_invitation", study_number)
