"""What every answer carries, and what is turned away before anything looks at it."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.urls import reverse

from cohort.config.web.doors import TAKING_FILES
from cohort.config.web.faults import bad_request, too_large

UNICODE = frozenset({"utf-8", "utf8"})

# Nothing here measures, films or pays. Clipboard and passkeys, which pages do use, are for our own pages alone.
CLOSED = (
    *("accelerometer", "autoplay", "bluetooth", "browsing-topics", "camera", "display-capture", "encrypted-media"),
    *("fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get", "idle-detection"),
    *("local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock"),
    *("serial", "storage-access", "usb", "web-share", "window-management", "xr-spatial-tracking"),
)
OWN = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS = ", ".join([*(f"{name}=()" for name in CLOSED), *(f"{name}=(self)" for name in OWN)])

# No page needs more than our own files; a picture that a script draws is data.
POLICY = "; ".join(
    [
        *("default-src 'none'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"),
        *("script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'"),
        *("manifest-src 'self'", "worker-src 'self'", "form-action 'self'"),
    ]
)
NOT_KEPT = "max-age=0, no-cache, no-store, must-revalidate, private"


class Headers:
    """Stands in front of all others, so that no answer leaves without: pages, errors, redirects, files, static files.

    An address may be a secret and a page may hold what was told in confidence. Therefore nothing is kept by a
    browser or on the way to it and no address is told to another site, but for the static files, which are public.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Content-Security-Policy"] = POLICY
        response["Permissions-Policy"] = PERMISSIONS
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        is_static = request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/") and response.status_code < 300
        if not is_static:
            response["Cache-Control"] = NOT_KEPT
            for validator in ("ETag", "Expires", "Last-Modified"):  # of what nobody keeps
                response.headers.pop(validator, None)
        if response.status_code == 429:
            response.headers.setdefault("Retry-After", "60")
        return response


class ReadableBodiesOnly:
    """Answers 413 to a body larger than any of our forms, 415 to files, and 400 to a form that cannot be read.

    No page of ours sends any of these, but for one file on the page that reads instruments. Django reads JSON without
    asking for its size. It would refuse an encoding in the middle of its check of the form's origin, and knows no
    refusal for parts of a form whose own headers name encodings that do not fit: both would end as faults of the
    server with the whole address in the log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return too_large(request)
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in UNICODE:
            return HttpResponseBadRequest("Only forms in UTF-8 are read.\n", content_type="text/plain; charset=utf-8")
        if request.content_type == "multipart/form-data":
            try:
                request.POST  # noqa: B018 - read here once; whoever asks later gets what was read
            except (SuspiciousOperation, ValueError, LookupError, OSError) as error:
                return bad_request(request, error)
            if request.FILES and request.path not in map(reverse, TAKING_FILES):
                return bad_request(request, TooManyFilesSent())
        return self.get_response(request)


def _length(request: HttpRequest) -> int:
    """The size the body claims; a body without one is not read at all."""
    claimed = request.META.get("CONTENT_LENGTH") or "0"
    return int(claimed) if claimed.isascii() and claimed.isdecimal() else 0
