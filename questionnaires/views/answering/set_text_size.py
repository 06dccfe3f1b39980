"""Larger text, remembered in a cookie of this browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from cohort.common.access import public
from questionnaires.templatetags.patient_page import TEXT_SIZES

REMEMBERED_SECONDS = 365 * 24 * 60 * 60


@public
@require_POST
def set_text_size(request: HttpRequest) -> HttpResponse:
    """Remember the size and go back to the page; an unknown size or a foreign address is ignored."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    response = HttpResponseRedirect(back)  # an address as it is: `redirect` would look for a page of that name
    size = request.POST.get("size", "")
    if size in TEXT_SIZES:
        response.set_cookie(
            settings.TEXT_SIZE_COOKIE_NAME,
            size,
            max_age=REMEMBERED_SECONDS,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response
