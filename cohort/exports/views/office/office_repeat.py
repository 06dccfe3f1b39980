"""The short text was read aloud and understood: ticked by whoever read it, before an interview (R24)."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohort.accounts.access import StaffRequest
from cohort.exports.views.office.door import back, opened
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant


@require_POST
@opened("participant.contact")
def office_repeat(request: StaffRequest, participant: Participant, purpose: str) -> HttpResponse:
    """For the text that was shown; where a newer one came meanwhile, the card shows that one first."""
    text = ConsentText.objects.filter(number=_number(request.POST.get("text", ""))).first()
    if text is None or not consent.is_current(text=text, participant=participant):
        messages.error(request, _("The page had changed meanwhile. Read the text below and tick again."))
    else:
        consent.repeat(participant=participant, text=text, by=request.user)
        messages.success(request, _("Noted: read aloud and understood."))
    return back(participant)


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 4 else 0
