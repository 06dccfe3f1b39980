"""Beginning a diary: after a questionnaire, and again from the diary's own page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from questionnaires.actions.diary import keeping
from questionnaires.models import Diary
from questionnaires.presenters.answering.visits import Visit
from questionnaires.presenters.diary.visits import DiaryVisit
from questionnaires.views.diary.door import diary_visited
from questionnaires.views.personal import visited

OFFERED = "diary"  # after a questionnaire; the weekly one is begun from the own page


@require_POST
@diary_visited
def begin_diary(request: HttpRequest, visit: DiaryVisit) -> HttpResponse:
    """Take it up again, or go on with it when the page has asked."""
    keeping.begin(participant=visit.participant, slug=visit.diary.instrument.slug)
    return redirect("questionnaires:keep_diary", visit.token)


@require_POST
@visited(submitted=True)
def begin_first_diary(request: HttpRequest, visit: Visit) -> HttpResponse:
    """From the page of thanks. Never to a diary that holds something: this link opens less than a diary's own."""
    if not may_begin(visit):
        return redirect("questionnaires:show_received", visit.token)
    diary = keeping.begin(participant=visit.participant, slug=OFFERED)
    return redirect("questionnaires:keep_diary", keeping.link(diary=diary, participant=visit.participant))


def may_begin(visit: Visit) -> bool:
    """Handed in, with the yes to a diary, and none begun before."""
    return (
        visit.is_submitted
        and keeping.is_allowed(visit.participant)
        and not Diary.objects.filter(participant=visit.participant, instrument__slug=OFFERED).exists()
    )
