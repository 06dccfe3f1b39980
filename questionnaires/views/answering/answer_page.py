"""One page of a questionnaire. Works without JavaScript: each page is saved when it is sent."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from questionnaires.actions import answers as answering
from questionnaires.definition import packs
from questionnaires.definition.schema import Definition, Item
from questionnaires.engine import earlier, paging
from questionnaires.engine.answers import Answers, Value
from questionnaires.engine.paging import PageView
from questionnaires.engine.validation import AnswerFault
from questionnaires.presenters.answering import (
    answer_pages,
    answer_times,
    earlier_answers,
    fault_sentences,
    sent_answers,
)
from questionnaires.presenters.answering.answer_pages import Shown
from questionnaires.presenters.answering.visits import Gone, Visit
from questionnaires.presenters.answering.way import way
from questionnaires.views.personal import visited

WRONG = 422


@transaction.non_atomic_requests  # each of its statements is a transaction, and says for whom it acts
@require_http_methods(["GET", "HEAD", "POST"])
@visited()
def answer_page(request: HttpRequest, visit: Visit, page: str) -> HttpResponse:
    """Show the page, or save it and go on. What was valid is saved even where something else was not.

    What seldom changes is proposed as it was answered before. Sending the page confirms what was left as it was;
    until then nothing is stored, and which questions are shown follows what is stored.
    """
    definition = visit.definition
    answers = visit.response.answers if visit.response else {}
    if all(one.id != page for one in definition.pages):
        return _go_on_from_gone(request, visit, page)
    if request.method == "POST":
        return _save(request, visit, page)
    views = paging.pages(definition, answers)
    view = paging.page_view(views, page)
    if view is None:
        return _go_on(visit, views, page)
    return _show(request, visit, views, view, {}, earlier_answers.proposed(visit, view.page.items))


def _save(request: HttpRequest, visit: Visit, page: str) -> HttpResponse:
    definition = visit.definition
    items = next(one for one in definition.pages if one.id == page).items
    proposed = earlier_answers.proposed(visit, items)
    faults = _keep(request, visit, items, proposed)
    saved = visit.response.answers if visit.response else {}
    views = paging.pages(definition, saved)
    view = paging.page_view(views, page)
    # An answer of another device that is newer stands, and whoever goes on from an old page is not held up by it.
    faults = [fault for fault in faults if fault.code != answering.NEWER]
    if view is not None and faults:
        errors = {fault.item_id: fault_sentences.sentence(fault) for fault in faults}
        sent = sent_answers.as_sent(request.POST, (item for item in items if item.id in errors))
        return _show(request, visit, views, view, errors, proposed, sent, status=WRONG)
    if request.POST.get("go") == "pause":
        return redirect("questionnaires:show_pause", visit.token)
    if view is not None and sent_answers.is_switched(request.POST, items):
        return redirect("questionnaires:answer_page", visit.token, page)
    shown = sent_answers.shown_ids(request.POST)
    if view is not None and any(item.id not in shown for item in view.items):
        return redirect("questionnaires:answer_page", visit.token, page)  # an answer has opened a question here
    return _go_on(visit, views, page)


def _keep(
    request: HttpRequest, visit: Visit, items: Iterable[Item], proposed: Answers | None = None
) -> list[AnswerFault]:
    now = clock.now()
    times = answer_times.read_text(request.POST.get("times", ""), now)
    try:
        return answering.save(
            assignment=visit.assignment,
            patch=earlier.settled(sent_answers.patch_of(request.POST, items), proposed or {}),
            how=answering.Manner(
                language=get_language() or "da",
                modes=sent_answers.modes_of(request.POST, items),
                seconds=times.seconds,
                given=times.given,
                proposed=proposed or {},
            ),
            now=now,
        )
    except NoLongerOpen:
        raise Gone("closed", visit.participant) from None


def _go_on_from_gone(request: HttpRequest, visit: Visit, page: str) -> HttpResponse:
    """From a page of a wording pack that ended or changed meanwhile; what is still asked is saved.

    Raises Http404 where there never was such a page.
    """
    written = packs.written_page(page)
    if all(one.id != written for one in visit.assignment.version.definition.pages):
        raise Http404
    if request.method == "POST":
        _keep(request, visit, visit.definition.items)
    answers = visit.response.answers if visit.response else {}
    views = paging.pages(visit.definition, answers)
    if paging.page_view(views, written):
        return redirect("questionnaires:answer_page", visit.token, written)
    return _go_on(visit, views, written, visit.assignment.version.definition)


def _go_on(visit: Visit, views: list[PageView], page: str, definition: Definition | None = None) -> HttpResponse:
    following = paging.next_key(definition or visit.definition, views, page)
    if following is None:
        return redirect("questionnaires:submit_answers", visit.token)
    return redirect("questionnaires:answer_page", visit.token, following)


def _show(
    request: HttpRequest,
    visit: Visit,
    views: list[PageView],
    view: PageView,
    errors: Mapping[str, str],
    proposed: Mapping[str, Value],
    sent: Mapping[str, Value] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with what is saved; what was wrong stands there as it was sent, to be mended and not typed again."""
    answers = visit.response.answers if visit.response else {}
    language = get_language() or "da"
    shown = Shown(visit, view, way(views, view), {**answers, **(sent or {})}, errors, language, proposed)
    return HttpResponse(answer_pages.page(request, shown), status=status)
