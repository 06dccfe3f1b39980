"""One person's card, once somebody has said why they open it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.permissions import may
from cohort.exports.office_forms import PurposeForm
from cohort.exports.presenters import office
from cohort.exports.views.office.door import back, person
from cohort.members.actions import looking

WRONG = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("participant.contact")
def office_card(request: StaffRequest, study_number: str) -> HttpResponse:
    participant = person(request, study_number)
    form = PurposeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        office.remember(request, participant, form.cleaned_data["purpose"])
        return back(participant)
    purpose = office.purpose_of(request, participant)
    if form.is_bound or not purpose:
        page = {"form": form, "study_number": study_number}
        return render(request, "exports/office_purpose.html", page, status=WRONG if form.is_bound else 200)
    looking.looked_at(participant=participant, what="card", by=request.user, why=purpose)
    may_act = may(request.user, "participant.correct")
    return render(request, "exports/office_card.html", {"card": office.card(participant), "may_act": may_act})
