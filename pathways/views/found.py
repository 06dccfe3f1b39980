"""The first line of every view here: the participant, if they are the caller's."""

from django.shortcuts import get_object_or_404

from cohort.accounts.access import StaffRequest
from cohort.members.models import Participant


def participant(request: StaffRequest, study_number: str) -> Participant:
    """The participant with practice and contact details; 404 for everybody else's, as for nobody's."""
    mine = Participant.objects.visible_to(request.user).select_related("practice", "contact")
    return get_object_or_404(mine, study_number=study_number)
