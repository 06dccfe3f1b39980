"""What was agreed to, as a PDF to keep, from the own page: what stands now, or what stood after an earlier decision."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohort.common.printing.pdf import PrintFailed
from cohort.members import history
from cohort.members.models import Participant
from cohort.members.own import own
from recruitment.presenters.consent import agreed
from recruitment.views.consent.print_agreed import as_file


@require_safe
@own
def print_own_agreed(request: HttpRequest, participant: Participant, decision: int | None = None) -> HttpResponse:
    """The moment is that of one of the participant's own decisions; without one it is now."""
    at = None if decision is None else history.moment(participant, decision)
    if at is None and decision is not None:
        raise Http404
    sheet = agreed.agreed(participant, at)
    if sheet is None:
        raise Http404
    try:
        return as_file(sheet)
    except PrintFailed:
        messages.error(request, _("The document could not be made right now. Try again."))
        return redirect("pathways:show_own_page")
