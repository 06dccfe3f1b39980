"""A member of the advisory board reads a draft by a link and says whether it may be used. No account is needed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cohort.common import clock
from cohort.common.errors import Refusal
from questionnaires.actions.drafts.sign_off import sign_off
from questionnaires.definition.schema import Language
from questionnaires.forms import SignOffForm
from questionnaires.models import SignOff
from questionnaires.presenters.authoring.preview import preview
from questionnaires.presenters.paper.sheet import paper
from questionnaires.reading import judging, review_links
from questionnaires.views.personal import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def review_draft(request: HttpRequest, token: str) -> HttpResponse:
    """410 where the link is over, the text has changed, or the draft is published or set aside."""
    review = review_links.follow(token, clock.now())
    if review is None:
        return render(request, "questionnaires/review_over.html", status=410)
    draft, name = review
    if SignOff.objects.filter(link=name).exists():
        return render(request, "questionnaires/review_thanks.html")
    form = SignOffForm(request.POST if request.method == "POST" else None, initial={"checksum": draft.checksum})
    if form.is_valid():
        try:
            sign_off(draft=draft, **form.cleaned_data, link=name)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            return render(request, "questionnaires/review_thanks.html")
    definition = judging.judged(draft).definition
    language: Language = "da" if get_language() == "da" else "en"
    on_paper = request.GET.get("form") == "paper"
    page = {
        "form": form,
        "title": definition.title.within(language),
        "sheet": paper(definition, language) if on_paper else None,
        "preview": None if on_paper else preview(definition, language),
    }
    return render(request, "questionnaires/review_draft.html", page, status=422 if form.is_bound else 200)
