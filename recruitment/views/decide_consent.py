"""What the person decided, scope by scope."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cohort.common import clock
from cohort.members.language import speak
from cohort.members.models import ConsentText, Scope
from questionnaires.views.personal import private
from recruitment.actions import begin
from recruitment.consent import decisions
from recruitment.presenters import start_links
from recruitment.presenters.consent import consent_page

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@private
def decide_consent(request: HttpRequest, token: str) -> HttpResponse:
    """Every scope wants an answer, to the text that is in force; choices are kept while something is open."""
    start = start_links.find(token)
    if request.method != "POST":
        return redirect("recruitment:open_link", token)  # the address bar of a form that was sent, opened again
    speak(request, start.participant)
    language = get_language() or "da"
    text = ConsentText.objects.valid_on(clock.today(), language)
    decided = decisions.read(request.POST, (scope.value for scope in Scope))
    is_newer = request.POST.get("text") != str(text.number)
    if decided.open or is_newer:
        page = consent_page.page(text, language, decided.choices, decided.open)
        context = {"start": start, "consent": page, "is_newer": is_newer}
        return render(request, "recruitment/open_link.html", context, status=WRONG)
    takes_part = begin.accept(
        participant=start.participant,
        text=text,
        choices={Scope(scope): granted for scope, granted in decided.choices.items()},
        language=language,
    )
    return redirect("questionnaires:open_questionnaire" if takes_part else "recruitment:open_link", token)
