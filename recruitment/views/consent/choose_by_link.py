"""One choice changed, or answered again, from the page that a message leads to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohort.common import clock
from cohort.members.by_link import by_link
from cohort.members.models import ConsentText, PersonalLink, Scope
from recruitment.actions import begin
from recruitment.consent import decisions
from recruitment.presenters.consent.choices import language


@require_POST
@by_link("consent.decide")
def choose_by_link(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """A choice counts for the text it was shown in. Whoever has decided nothing yet does so where the text stands."""
    decided = decisions.read(request.POST, (scope.value for scope in Scope)).choices
    text = ConsentText.objects.valid_on(clock.today(), language())
    is_first = not link.participant.consents.exists()
    if len(decided) != 1 or request.POST.get("text") != str(text.number) or is_first:
        messages.error(request, _("The page had changed meanwhile. Look at your choices and choose again."))
    else:
        choices = {Scope(scope): granted for scope, granted in decided.items()}
        begin.accept(participant=link.participant, text=text, choices=choices, language=language())
        messages.success(request, _("Your choice is saved and works from now on."))
    return redirect("recruitment:show_choices", token)
