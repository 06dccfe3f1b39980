"""One tap for who was asked and did not take part. Nobody is named: what is kept is a count with a reason."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from recruitment.actions import screen
from recruitment.forms import ScreenForm, practices_of
from recruitment.presenters import screening


@require_POST
@requires("participant.enrol")
def note_screening(request: StaffRequest) -> HttpResponse:
    """Count it, and back to the page it was tapped on, where it can be taken back for a while."""
    practices = practices_of(request.user)
    if not practices:
        raise PermissionDenied
    form = ScreenForm(request.POST, practices=practices)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return _back(request)
    outcome, reason = form.tapped
    entry = screen.note(practice=form.practice_chosen, outcome=outcome, reason=reason, by=request.user)
    screening.choose(request.session, form.practice_chosen)
    screening.keep(request.session, entry)
    return _back(request)


@require_POST
@requires("participant.enrol")
def take_back_screening(request: StaffRequest) -> HttpResponse:
    """What was tapped last in this session."""
    entry = screening.last(request.session)
    try:
        if entry is None:
            messages.error(request, _("It is too late to take this back. It stays in the count."))
        else:
            screen.take_back(entry=entry, by=request.user)
            messages.success(request, _("Taken back. Nothing was counted."))
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
    return _back(request)


def _back(request: StaffRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = reverse("recruitment:enrol_participant")
    return HttpResponseRedirect(back)  # an address as it is: `redirect` would look for a page of that name
