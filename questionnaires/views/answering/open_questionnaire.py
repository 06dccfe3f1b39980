"""Where a link in a message leads: what this questionnaire is, how long it takes, start or go on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from cohort.common import clock
from cohort.members import again
from questionnaires.engine import paging
from questionnaires.presenters.answering.visits import Visit
from questionnaires.presenters.answering.way import minutes
from questionnaires.views.personal import visited


@require_safe
@visited()
def open_questionnaire(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Opening changes nothing: scanners of mail open links too. Whoever is asked again for a yes is asked first."""
    language = get_language() or "da"
    asked = again.asked(visit.participant, language)
    if asked and not ("later" in request.GET and asked.may_wait(clock.today())):
        return redirect(settings.OWN_CHOICES, visit.token)
    definition = visit.definition
    answers = visit.response.answers if visit.response else {}
    views = paging.pages(definition, answers)
    key = paging.resume_key(views, answers)
    at = paging.page_view(views, key) if key else None
    return render(
        request,
        "questionnaires/open_questionnaire.html",
        {
            "visit": visit,
            "title": definition.title.within(language),
            "intro": definition.intro.within(language),
            "page": key,
            "is_begun": bool(answers),
            "minutes": minutes(at.seconds_left) if at else 1,
        },
    )
