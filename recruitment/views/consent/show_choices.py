"""Where the last line of every message leads: what was said yes to, to change one by one or to stop."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohort.members.by_link import by_link
from cohort.members.models import PersonalLink
from recruitment.presenters.consent import choices


@require_safe
@by_link("consent.decide")
def show_choices(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """Opening changes nothing: scanners of mail open links too. No name and no answer is shown."""
    page = choices.page(link.participant, link)
    return render(request, "recruitment/show_choices.html", {"token": token, "page": page})
