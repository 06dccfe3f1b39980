"""One page of a questionnaire. Works without JavaScript: each page is saved when it is sent."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from questionnaires.actions import answers as answering
from questionnaires.engine import paging
from questionnaires.engine.answers import Value
from questionnaires.engine.paging import PageView
from questionnaires.presenters import answer_pages, fault_sentences, sent_answers
from questionnaires.presenters.answer_pages import Shown
from questionnaires.presenters.visits import Gone, Visit
from questionnaires.presenters.way import way
from questionnaires.views.personal import visited

PAGE_MODE = "page"  # display mode in the trail: a few questions on a web page
WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@visited()
def answer_page(request: HttpRequest, visit: Visit, page: str) -> HttpResponse:
    """Show the page, or save it and go on. What was valid is saved even where something else was not."""
    definition = visit.assignment.version.definition
    if all(one.id != page for one in definition.pages):
        raise Http404
    answers = visit.response.answers if visit.response else {}
    if request.method == "POST":
        return _save(request, visit, page)
    views = paging.pages(definition, answers)
    view = paging.page_view(views, page)
    if view is None:
        return _go_on(visit, views, page)
    return _show(request, visit, views, view, answers, {})


def _save(request: HttpRequest, visit: Visit, page: str) -> HttpResponse:
    definition = visit.assignment.version.definition
    items = next(one for one in definition.pages if one.id == page).items
    try:
        faults = answering.save(
            assignment=visit.assignment,
            patch=sent_answers.patch_of(request.POST, items),
            language=get_language() or "da",
            mode=PAGE_MODE,
            modes=sent_answers.modes_of(request.POST, items),
            now=clock.now(),
        )
    except NoLongerOpen:
        raise Gone("closed", visit.participant) from None
    saved = visit.response.answers if visit.response else {}
    views = paging.pages(definition, saved)
    view = paging.page_view(views, page)
    if view is not None and faults:
        errors = {fault.item_id: fault_sentences.sentence(fault) for fault in faults}
        return _show(request, visit, views, view, saved, errors, status=WRONG)
    if request.POST.get("go") == "pause":
        return redirect("questionnaires:show_pause", visit.token)
    if view is not None and sent_answers.is_switched(request.POST, items):
        return redirect("questionnaires:answer_page", visit.token, page)
    shown = sent_answers.shown_ids(request.POST)
    if view is not None and any(item.id not in shown for item in view.items):
        return redirect("questionnaires:answer_page", visit.token, page)  # an answer has opened a question here
    return _go_on(visit, views, page)


def _go_on(visit: Visit, views: list[PageView], page: str) -> HttpResponse:
    following = paging.next_key(visit.assignment.version.definition, views, page)
    if following is None:
        return redirect("questionnaires:submit_answers", visit.token)
    return redirect("questionnaires:answer_page", visit.token, following)


def _show(
    request: HttpRequest,
    visit: Visit,
    views: list[PageView],
    view: PageView,
    answers: Mapping[str, Value],
    errors: Mapping[str, str],
    status: int = 200,
) -> HttpResponse:
    language = get_language() or "da"
    shown = Shown(visit, view, way(views, view), answers, errors, language)
    return HttpResponse(answer_pages.page(request, shown), status=status)
