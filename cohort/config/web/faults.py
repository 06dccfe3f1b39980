"""What is answered when a request cannot be: in words, and with the status that says whose fault it is."""

import sys
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from psycopg_pool import PoolTimeout

RETRY_SECONDS = 5  # a database that was restarted, or a crowd at the door, is soon over


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or what is the matter more exactly: 413 for too much, 415 for files, which no page here takes."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE if isinstance(exception, TooManyFilesSent) else HTTPStatus.BAD_REQUEST
    return _page(request, "400.html", status)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more was sent than any form of ours holds. Nothing of it is read."""
    return _page(request, "413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 with a time to come back at, where the database cannot be reached or all its places are taken."""
    error = sys.exc_info()[1]
    if _is_away(error):
        response = _page(request, "500.html", HTTPStatus.SERVICE_UNAVAILABLE)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response
    return _page(request, "500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def _is_away(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, InterfaceError | OperationalError | PoolTimeout):
            return True
        error = error.__cause__ or error.__context__
    return False


def _page(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    """The page, without anything of the request or the database; for a script, its name in JSON."""
    if request.headers.get("Content-Type", "").startswith("application/json"):
        return JsonResponse({"reason": status.name.lower()}, status=status)
    return HttpResponse(render_to_string(template), status=status)
