"""One pair side by side: the same person, or two."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from cohort.exports.presenters import duplicates as presenter
from cohort.members.actions import duplicates, looking
from cohort.members.models import Duplicate

WRONG = 422
TWO_PEOPLE, TAKE_BACK = "two_people", "take_back"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("duplicate.decide")
def office_duplicate(request: StaffRequest, pk: int) -> HttpResponse:
    """`decision` is the number to keep, or that they are two people, or that a decision is taken back."""
    pair = presenter.found(pk)
    if pair is None:
        raise Http404
    fault = ""
    if request.method == "POST":
        try:
            said = _decide(request, pair, request.POST.get("decision", ""))
        except Refusal as refusal:
            fault = str(refusal.sentence)
        else:
            if said:
                messages.success(request, said)
                return redirect("exports:office_duplicates")
            fault = _("Choose what is right.")
    sides = presenter.sides(pair)
    for side in sides:
        looking.looked_at(participant=side.participant, what="card", by=request.user, why=duplicates.PURPOSE)
    page = {"pair": pair, "sides": sides, "rows": presenter.rows(sides), "fault": fault}
    return render(request, "exports/office_duplicate.html", page, status=WRONG if fault else 200)


def _decide(request: StaffRequest, pair: Duplicate, decision: str) -> str:
    """What was done, in words; empty where nothing was chosen. Raises Refusal."""
    if decision == TWO_PEOPLE:
        duplicates.set_apart(pair=pair, by=request.user)
        return _("Written down: they are two people.")
    if decision == TAKE_BACK:
        duplicates.take_back(pair=pair, by=request.user)
        return _("Taken back. The pair waits for a decision again.")
    for keep in (pair.first, pair.second):
        if decision == keep.study_number:
            duplicates.merge(pair=pair, keep=keep, by=request.user)
            return _("Joined. From now on this person is %(number)s.") % {"number": keep.study_number}
    return ""
