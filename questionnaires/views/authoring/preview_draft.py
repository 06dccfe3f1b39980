"""A draft as people will meet it: on a phone and on paper, in both languages side by side."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from questionnaires.models import Draft
from questionnaires.presenters.authoring.preview import LANGUAGES, preview
from questionnaires.presenters.paper.sheet import paper
from questionnaires.reading import judging


@never_cache
@require_safe
@requires("instrument.manage")
def preview_draft(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    draft = get_object_or_404(Draft, pk=pk)
    definition = judging.judged(draft).definition
    page = {
        "draft": draft,
        "form": form,
        "sheets": [paper(definition, language) for language in LANGUAGES if form == "paper"],
        "previews": [preview(definition, language) for language in LANGUAGES if form == "phone"],
    }
    return render(request, "questionnaires/preview_draft.html", page)
