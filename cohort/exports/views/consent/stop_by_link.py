"""A participant stops from a message: one tap to the page that says what each way does, one tap to do it (R22)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cohort.common.errors import Refusal
from cohort.exports.actions import stop
from cohort.members.by_link import by_link
from cohort.members.models import Erasure, PersonalLink

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@by_link("own.stop")
def stop_by_link(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """Opening the page changes nothing: nobody stops by a slip, nor by a scanner of mail."""
    page = {"token": token}
    if request.method != "POST":
        return render(request, "exports/stop_by_link.html", page)
    choice, participant = request.POST.get("choice", ""), link.participant
    if choice not in Erasure.Choice.values:
        return render(request, "exports/stop_by_link.html", page, status=WRONG)
    try:
        erasure = stop.stop(
            participant=participant, choice=Erasure.Choice(choice), by=participant.actor, reason="by_link"
        )
    except Refusal as refusal:
        return render(request, "exports/stop_by_link.html", page | {"refusal": refusal}, status=WRONG)
    return render(request, "exports/own_stopped.html", {"erasure": erasure})
