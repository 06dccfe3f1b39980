"""Which questionnaires of a person the study office can type in, and print for them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest
from cohort.exports.presenters import entry
from cohort.exports.views.office.door import opened
from cohort.members.actions import looking
from cohort.members.models import Participant
from questionnaires.actions import entering


@require_safe
@opened("response.enter")
def office_answers(request: StaffRequest, participant: Participant, purpose: str) -> HttpResponse:
    """Titles, days and states: no answer."""
    looking.looked_at(participant=participant, what="card", by=request.user, why=purpose)
    page = {
        "participant": participant,
        "is_allowed": entering.allowed(participant),
        "asked": entry.asked(participant),
    }
    return render(request, "exports/office_answers.html", page)
