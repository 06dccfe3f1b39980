"""The long consent text on a page of its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
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
def read_consent(request: HttpRequest, token: str) -> HttpResponse:
    start = start_links.find(token)
    speak(request, start.participant)
    text = ConsentText.objects.valid_on(clock.today(), get_language() or "da")
    page = consent_page.page(text, get_language() or "da")
    return render(request, "recruitment/read_consent.html", {"start": start, "consent": page})
