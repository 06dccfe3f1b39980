"""A participant's own page, behind the code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohort.members.models import Participant
from cohort.members.own import own
from pathways.actions import own_page as acts
from pathways.presenters import own_page


@require_safe
@own
def show_own_page(request: HttpRequest, participant: Participant) -> HttpResponse:
    acts.looked_at(participant=participant, what="page")
    page = own_page.page(participant)
    return render(request, "pathways/show_own_page.html", {"participant": participant, "page": page})
