"""The short code from the clinician's screen, typed instead of opening a link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cohort.common.errors import NoLongerOpen
from cohort.members.actions import links
from questionnaires.views.personal import private
from recruitment.actions.enrol import LINK_LIFETIME

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@private
def type_code(request: HttpRequest) -> HttpResponse:
    """A right code leads on; every other one gets the same answer, and only so many tries a minute get here."""
    if request.method != "POST":
        return render(request, "recruitment/type_code.html", {"error": ""})
    try:
        token = links.exchange_code(code=request.POST.get("code", "")[:40], lifetime=LINK_LIFETIME)
    except NoLongerOpen as refusal:
        return render(request, "recruitment/type_code.html", {"error": refusal.sentence}, status=WRONG)
    return redirect("recruitment:open_link", token)
