"""Letting a diary rest, in one tap."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from questionnaires.actions.diary import keeping
from questionnaires.presenters.diary.visits import DiaryVisit
from questionnaires.views.diary.door import diary_visited


@require_POST
@diary_visited
def stop_diary(request: HttpRequest, visit: DiaryVisit) -> HttpResponse:
    """The page it leads to has the way back."""
    keeping.stop(diary=visit.diary)
    return redirect("questionnaires:keep_diary", visit.token)
