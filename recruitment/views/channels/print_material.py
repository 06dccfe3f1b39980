"""A poster, leaflet, card, slip or set of slides as PDF."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.accounts.permissions import may
from cohort.common.printing.pdf import PrintFailed
from recruitment.models import Channel
from recruitment.presenters.material import kinds, pdf


@never_cache
@require_safe
@requires("channel.manage", "participant.enrol")
def print_material(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """`?language=` names one of our languages; without it the page's own."""
    channel = get_object_or_404(Channel.objects.visible_to(request.user).in_use().select_related("practice"), code=code)
    if kind not in kinds.KINDS:
        raise Http404
    wanted = request.GET.get("language", "")
    language = wanted if wanted in dict(settings.LANGUAGES) else (get_language() or "da")[:2]
    try:
        made = pdf.printed(channel, kinds.KINDS[kind], language)
    except PrintFailed:
        messages.error(request, _("The paper could not be made right now. Try again in a moment."))
        if may(request.user, "channel.manage"):
            return redirect("recruitment:show_channel", channel.code)
        return redirect("recruitment:show_material")
    name = pdf.file_name(channel, kinds.KINDS[kind], language)
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )
