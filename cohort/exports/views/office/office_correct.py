"""The study office corrects how a participant is reached, and who they are."""

from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest
from cohort.common.errors import Refusal
from cohort.exports.office_forms import CorrectionForm
from cohort.exports.views.office.door import back, opened
from cohort.members.actions import contact, looking
from cohort.members.models import Participant

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@opened("participant.correct")
def office_correct(request: StaffRequest, participant: Participant, purpose: str) -> HttpResponse:
    known = participant.contact
    before = {name: getattr(known, name) for name in ("name", "email", "mobile", "phone", "address", "cpr")}
    before["way"] = participant.way
    before["birth_date"] = f"{date.fromisoformat(known.birth_date):%d-%m-%Y}"
    form = CorrectionForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        details = {name: value for name, value in form.cleaned_data.items() if name != "way"}
        try:
            with transaction.atomic():
                changed = contact.correct(participant=participant, by=request.user.actor, **details)
                turned = contact.change_way(
                    participant=participant,
                    way=Participant.Way(form.cleaned_data["way"] or participant.way),
                    by=request.user.actor,
                )
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            if changed or turned:
                messages.success(request, _("The contact details are changed."))
            return back(participant)
    looking.looked_at(participant=participant, what="card", by=request.user, why=purpose)
    page = {"form": form, "participant": participant}
    return render(request, "exports/office_correct.html", page, status=WRONG if form.is_bound else 200)
