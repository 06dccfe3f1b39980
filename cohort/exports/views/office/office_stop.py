"""The study office stops for a participant who has called or written."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest
from cohort.common.errors import Refusal
from cohort.exports.actions import stop
from cohort.exports.office_forms import StopForm
from cohort.exports.views.office.door import opened
from cohort.members.actions import looking
from cohort.members.models import Erasure, Participant

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@opened("participant.stop")
def office_stop(request: StaffRequest, participant: Participant, purpose: str) -> HttpResponse:
    form = StopForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        choice = Erasure.Choice(form.cleaned_data["choice"])
        try:
            erasure = stop.stop(
                participant=participant, choice=choice, by=request.user.actor, reason=form.cleaned_data["reason"]
            )
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return render(request, "exports/office_stopped.html", {"erasure": erasure})
    looking.looked_at(participant=participant, what="card", by=request.user, why=purpose)
    page = {"form": form, "participant": participant}
    return render(request, "exports/office_stop.html", page, status=WRONG if form.is_bound else 200)
