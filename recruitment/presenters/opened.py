"""That this browser has opened a channel today, so that coming back to the page is not counted again.

A signed cookie that ends with the browser's session. It names the day and the channels, the same for everybody, and
so nobody; it opens nothing.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from cohort.common import clock
from recruitment.models import Channel

SIGNER = Signer(salt="recruitment.opened")
MOST = 20  # channels a cookie remembers


def is_counted(request: HttpRequest, channel: Channel) -> bool:
    """Whether this browser has opened the channel today."""
    return channel.code in _today(request)


def remembered(request: HttpRequest, response: HttpResponse, channel: Channel) -> HttpResponse:
    """The response, from which the browser learns what it has opened."""
    codes = [*_today(request), channel.code][-MOST:]
    response.set_cookie(
        settings.OPENED_COOKIE_NAME,
        SIGNER.sign_object({"day": clock.today().isoformat(), "codes": codes}),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _today(request: HttpRequest) -> list[str]:
    try:
        said = SIGNER.unsign_object(request.COOKIES.get(settings.OPENED_COOKIE_NAME, ""))
    except BadSignature:
        return []
    return list(said["codes"]) if said["day"] == clock.today().isoformat() else []
