"""The study office fetches everything about a participant who asked for it, to send it on."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from cohort.accounts.access import StaffRequest
from cohort.common import reach
from cohort.exports.actions.hand_over import hand_over
from cohort.exports.views.office.door import opened
from cohort.exports.views.own_download import as_file
from cohort.members.models import Participant


@require_POST
@opened("participant.download")
def office_download(request: StaffRequest, participant: Participant, purpose: str) -> HttpResponse:
    """The office itself reaches no answers: the file is made with the reach of the participant, for whom it is."""
    with reach.of_participant(participant.pk):
        made = hand_over(participant=participant, by=request.user.actor, role=request.user.role)
    return as_file(made, participant)
