"""What was agreed to, as a PDF to keep, from a link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohort.common.printing.pdf import PrintFailed
from cohort.members.by_link import by_link
from cohort.members.models import PersonalLink
from recruitment.presenters.consent import agreed
from recruitment.presenters.consent.agreed import Agreed


@require_safe
@by_link("consent.decide")
def print_agreed(request: HttpRequest, link: PersonalLink, token: str) -> HttpResponse:
    """What stands now. Of the person only the study number is on it."""
    sheet = agreed.agreed(link.participant)
    if sheet is None:
        raise Http404
    try:
        return as_file(sheet)
    except PrintFailed:
        messages.error(request, _("The document could not be made right now. Try again."))
        return redirect("recruitment:show_choices", token)


def as_file(sheet: Agreed) -> HttpResponse:
    """The document as a download. Raises PrintFailed."""
    headers = {"Content-Disposition": f'attachment; filename="{agreed.file_name(sheet)}"'}
    return HttpResponse(agreed.printed(sheet), content_type="application/pdf", headers=headers)
