"""A participant corrects how they are reached."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cohort.common.errors import Refusal
from cohort.members.actions import contact
from cohort.members.models import Participant
from cohort.members.own import own
from cohort.members.own_forms import ContactForm

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@own
def correct_own_contact(request: HttpRequest, participant: Participant) -> HttpResponse:
    known = participant.contact
    before = {"name": known.name, "email": known.email, "mobile": known.mobile}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        try:
            changed = contact.correct(participant=participant, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            if changed:
                messages.success(request, _("Your contact details are changed."))
            return redirect("pathways:show_own_page")
    status = WRONG if request.method == "POST" else 200
    return render(request, "pathways/correct_own_contact.html", {"form": form}, status=status)
