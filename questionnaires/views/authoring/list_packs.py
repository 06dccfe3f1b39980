"""The wording packs, and which instruments are still without words."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.common import clock
from questionnaires.models import Version, WordingPack
from questionnaires.presenters.authoring import packs as presenter


@require_safe
@requires("instrument.manage")
def list_packs(request: StaffRequest) -> HttpResponse:
    packs, day = list(WordingPack.objects.all()), clock.today()
    page = {
        "lines": presenter.lines(packs, day),
        "without_words": presenter.without_words(Version.objects.newest(), packs, day),
    }
    return render(request, "questionnaires/list_packs.html", page)
