"""One switch of consent on the own page: it acts at once, and so does switching it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohort.common import clock
from cohort.members.models import ConsentText, Participant, Scope
from cohort.members.own import own
from recruitment.actions import begin
from recruitment.consent import decisions


@require_POST
@own
def decide_own_choice(request: HttpRequest, participant: Participant) -> HttpResponse:
    """A choice counts for the text it was shown in; where a newer one came meanwhile, the page asks again."""
    decided = decisions.read(request.POST, (scope.value for scope in Scope)).choices
    language = (get_language() or "da")[:2]
    text = ConsentText.objects.valid_on(clock.today(), language)
    if len(decided) != 1 or request.POST.get("text") != str(text.number):
        messages.error(request, _("The page had changed meanwhile. Look at your choices and choose again."))
    else:
        choices = {Scope(scope): granted for scope, granted in decided.items()}
        begin.accept(participant=participant, text=text, choices=choices, language=language)
        messages.success(request, _("Your choice is saved and works from now on."))
    return redirect("pathways:show_own_page")
