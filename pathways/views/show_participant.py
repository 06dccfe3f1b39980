"""The page of one participant."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from cohort.accounts.access import StaffRequest, requires
from cohort.members import queries
from cohort.members.actions import looking
from pathways.models import Summary
from pathways.presenters import participant_page
from pathways.reading.participant import read
from pathways.views import found

PRINTED_SHOWN = 5


@never_cache
@require_GET
@requires("participant.view")
def show_participant(request: StaffRequest, study_number: str) -> HttpResponse:
    participant = found.participant(request, study_number)
    picture = read(participant)
    printed = Summary.objects.filter(participant=participant).defer("pdf").order_by("-requested_at")
    looking.looked_at(participant=participant, what="page", by=request.user)
    return render(
        request,
        "pathways/show_participant.html",
        {
            "participant": participant,
            "picture": picture,
            "page": participant_page.page(picture),
            "is_undeliverable": queries.is_undeliverable(participant),
            "printed": printed[:PRINTED_SHOWN],
            "audiences": Summary.Audience.choices,
        },
    )
