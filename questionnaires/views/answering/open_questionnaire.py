"""Where a link in a message leads: what this questionnaire is, how long it takes, start or go on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from questionnaires.engine import paging
from questionnaires.presenters.answering.visits import Visit
from questionnaires.presenters.answering.way import minutes
from questionnaires.views.personal import visited


@require_safe
@visited()
def open_questionnaire(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Opening changes nothing: scanners of mail open links too."""
    definition = visit.definition
    answers = visit.response.answers if visit.response else {}
    views = paging.pages(definition, answers)
    key = paging.resume_key(views, answers)
    at = paging.page_view(views, key) if key else None
    language = get_language() or "da"
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
