"""Thanks, after handing in. Shows that answers arrived, and none of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from questionnaires.presenters.answering.visits import Visit
from questionnaires.views.answering import just_sent
from questionnaires.views.diary.begin_diary import may_begin
from questionnaires.views.personal import visited


@require_safe
@visited(submitted=True)
def show_received(request: HttpRequest, visit: Visit) -> HttpResponse:
    if not visit.is_submitted:
        return redirect("questionnaires:open_questionnaire", visit.token)
    page = {"visit": visit, "shows_change": just_sent.is_here(request, visit), "may_begin_diary": may_begin(visit)}
    return render(request, "questionnaires/show_received.html", page)
