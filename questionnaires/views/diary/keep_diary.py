"""A diary on one screen. Works without JavaScript: the day is saved when its form is sent."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from questionnaires.actions.diary import entries
from questionnaires.actions.diary.entries import Entry, Given
from questionnaires.presenters.answering import fault_sentences, sent_answers
from questionnaires.presenters.diary import page as diary_page
from questionnaires.presenters.diary.page import DiaryPage
from questionnaires.presenters.diary.visits import DiaryVisit
from questionnaires.views.diary.door import diary_visited

DIARY_MODE = "diary"  # display mode in the trail: everything of a day on one screen
WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@diary_visited
def keep_diary(request: HttpRequest, visit: DiaryVisit) -> HttpResponse:
    """Show a day, or save it. A diary that rests says so, and how it is taken up again."""
    if not visit.diary.is_kept:
        return render(request, "questionnaires/rest_diary.html", {"visit": visit})
    if request.method == "POST":
        return _save(request, visit)
    page = diary_page.page(visit.diary, clock.now(), _language(), day=_day(request.GET.get("day", "")))
    return _show(request, visit, page, is_saved="saved" in request.GET)


@require_safe
@diary_visited
def show_diary_shell(request: HttpRequest, visit: DiaryVisit) -> HttpResponse:
    """The page without a single answer: the one that the phone keeps for times without network."""
    if not visit.diary.is_kept:
        return render(request, "questionnaires/rest_diary.html", {"visit": visit}, status=410)
    return _show(request, visit, diary_page.shell(visit.diary, clock.now(), _language()))


def _save(request: HttpRequest, visit: DiaryVisit) -> HttpResponse:
    day = _day(request.POST.get("day", ""))
    definition = diary_page.definition_of(visit.diary)
    patch = sent_answers.patch_of(request.POST, definition.items)
    ways = sent_answers.modes_of(request.POST, definition.items)
    now = clock.now()
    if day is None:
        return redirect("questionnaires:keep_diary", visit.token)
    saved = diary_page.answers_of(visit.diary, [day]).get(day, {})
    kept = {name: value for name, value in patch.items() if value or name in saved}
    entry = Entry(day, {name: Given(value, now, ways.get(name)) for name, value in kept.items()})
    try:
        faults = entries.save(diary=visit.diary, entry=entry, language=_language(), mode=DIARY_MODE, now=now)
    except NoLongerOpen as over:
        page = diary_page.page(visit.diary, now, _language())
        return _show(request, visit, page, told=over.sentence, status=WRONG)
    if faults:
        errors = {fault.item_id: fault_sentences.sentence(fault) for fault in faults}
        return _show(
            request, visit, diary_page.page(visit.diary, now, _language(), day=day, errors=errors), status=WRONG
        )
    return redirect(f"{reverse('questionnaires:keep_diary', args=[visit.token])}?day={day.isoformat()}&saved")


def _show(
    request: HttpRequest,
    visit: DiaryVisit,
    page: DiaryPage,
    *,
    is_saved: bool = False,
    told: object = "",
    status: int = 200,
) -> HttpResponse:
    context = {"visit": visit, "page": page, "is_saved": is_saved, "told": told}
    return render(request, "questionnaires/keep_diary.html", context, status=status)


def _language() -> str:
    return (get_language() or "da")[:2]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
