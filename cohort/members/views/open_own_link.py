"""Where a link leads to the own page: a link alone opens nothing, it only lets one ask for a code."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.actions import links, own_codes
from cohort.members.language import speak
from cohort.members.models import PersonalLink
from cohort.members.own import secret
from cohort.members.views.type_own_code import ASKED

OPENS = frozenset({
    PersonalLink.Purpose.START,
    PersonalLink.Purpose.ANSWER,
    PersonalLink.Purpose.OWN,
    PersonalLink.Purpose.CHOICES,
})  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@secret
def open_own_link(request: HttpRequest, token: str) -> HttpResponse:
    """Say where a code would go; send it when asked to. Opening changes nothing: scanners of mail open links too."""
    link = links.find(token)
    if link is None or link.purpose not in OPENS:
        raise Http404
    speak(request, link.participant)
    if not link.is_usable(clock.now()):
        return render(request, "410.html", status=410)
    page = {"channel": own_codes.other_way(link), "came_by": link.channel, "practice": link.participant.practice}
    if request.method != "POST" or page["channel"] is None:
        return render(request, "members/open_own_link.html", page)
    try:
        code = own_codes.ask(link=link)
    except Refusal as refusal:
        return render(request, "members/open_own_link.html", page | {"refusal": refusal}, status=429)
    request.session[ASKED] = [code.pk, code.participant_id]
    return redirect("members:type_own_code")
