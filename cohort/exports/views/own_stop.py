"""A participant stops, in two clicks: keep what was answered, or erase it (R22)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cohort.common.errors import Refusal
from cohort.exports.actions import stop
from cohort.members.models import Erasure, Participant
from cohort.members.own import own, sign_out

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@own
def own_stop(request: HttpRequest, participant: Participant) -> HttpResponse:
    """The page says what each choice does; pressing one does it, signs out, and shows the certificate's number."""
    if request.method != "POST":
        return render(request, "exports/own_stop.html")
    choice = request.POST.get("choice", "")
    if choice not in Erasure.Choice.values:
        return render(request, "exports/own_stop.html", status=WRONG)
    try:
        erasure = stop.stop(participant=participant, choice=Erasure.Choice(choice), by=participant.actor)
    except Refusal as refusal:
        return render(request, "exports/own_stop.html", {"refusal": refusal}, status=WRONG)
    sign_out(request)
    return render(request, "exports/own_stopped.html", {"erasure": erasure})
