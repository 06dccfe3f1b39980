"""In which language letters and messages come; the pages follow, unless this browser was told otherwise."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from cohort.members.actions import contact
from cohort.members.models import Participant
from cohort.members.own import own


@require_POST
@own
def choose_own_language(request: HttpRequest, participant: Participant) -> HttpResponse:
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        contact.write_in(participant=participant, language=language)
        with override(language):
            english, danish = _("We write to you in English from now on."), _("We write to you in Danish from now on.")
            messages.success(request, english if language == "en" else danish)
    return redirect("pathways:show_own_page")
