"""The questionnaire as a blank sheet of paper, for whoever would rather answer with a pen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cohort.common.printing.pdf import PrintFailed
from questionnaires.presenters.answering.visits import Visit
from questionnaires.presenters.paper import pdf as paper_pdf
from questionnaires.views.personal import visited


@require_safe
@visited()
def print_paper(request: HttpRequest, visit: Visit) -> HttpResponse:
    """As PDF, in the language of the page. Nothing of the person is on it."""
    version = visit.assignment.version
    language = (get_language() or "da")[:2]
    try:
        made = paper_pdf.blank(version, language)
    except PrintFailed:
        messages.error(request, _("The paper could not be made right now. Call us, and we send it to you."))
        return redirect("questionnaires:open_questionnaire", visit.token)
    name = paper_pdf.file_name(version.definition, language)
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
