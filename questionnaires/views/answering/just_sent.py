"""That answers were sent from this browser a moment ago. A link alone shows nothing that was handed in; this may.

A signed cookie that ends with the browser's session and counts for half an hour by the server's clock. It names the
assignment and opens nothing without the link of it.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse

from cohort.common import clock
from questionnaires.presenters.answering.visits import Visit

COUNTS = timedelta(minutes=30)
SIGNER = Signer(salt="questionnaires.just_sent")


def remembered(request: HttpRequest, response: HttpResponse, visit: Visit) -> HttpResponse:
    """The response, from which the browser learns what it has sent."""
    until = (clock.now() + COUNTS).isoformat(timespec="seconds")
    response.set_cookie(
        settings.JUST_SENT_COOKIE_NAME,
        SIGNER.sign_object({"sent": str(visit.assignment.uuid), "until": until}),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def is_here(request: HttpRequest, visit: Visit) -> bool:
    """Whether this browser has sent these answers within the last half hour."""
    try:
        said = SIGNER.unsign_object(request.COOKIES.get(settings.JUST_SENT_COOKIE_NAME, ""))
    except BadSignature:
        return False
    return bool(said["sent"] == str(visit.assignment.uuid) and clock.now() < datetime.fromisoformat(said["until"]))
