"""From the own page to a diary: begun at the first tap, opened at every other."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cohort.common.errors import Refusal
from cohort.members.models import Participant
from cohort.members.own import own
from pathways.presenters.own_diaries import OFFERED
from questionnaires.actions.diary import keeping
from questionnaires.models import Instrument


@require_POST
@own
def open_own_diary(request: HttpRequest, participant: Participant, slug: str) -> HttpResponse:
    if slug not in OFFERED:
        raise Http404
    try:
        diary = keeping.begin(participant=participant, slug=slug)
    except (Refusal, Instrument.DoesNotExist):
        raise Http404 from None
    return redirect("questionnaires:keep_diary", keeping.link(diary=diary, participant=participant))
