"""Where the enrolment link leads: who invites, what it is about, and scope by scope yes or no."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cohort.common import clock
from cohort.members.language import speak
from cohort.members.models import ConsentText
from questionnaires.views.personal import private
from recruitment.presenters import start_links
from recruitment.presenters.consent import consent_page


@require_safe
@private
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening changes nothing: scanners of mail open links too. Who has said yes goes straight on."""
    start = start_links.find(token)
    speak(request, start.participant)
    if start.state == "yes":
        return redirect("questionnaires:open_questionnaire", token)
    if start.state == "no" and "again" not in request.GET:
        return render(request, "recruitment/said_no.html", {"token": token})
    text = ConsentText.objects.valid_on(clock.today(), get_language() or "da")
    return render(
        request,
        "recruitment/open_link.html",
        {"start": start, "consent": consent_page.page(text, get_language() or "da"), "is_newer": False},
    )
