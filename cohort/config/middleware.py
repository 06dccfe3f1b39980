"""What is turned away before anything looks at it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

UNICODE = frozenset({"utf-8", "utf8"})


class UnicodeFormsOnly:
    """Answers 400 to a form in another encoding than UTF-8.

    No page of ours sends one. Django would refuse it in the middle of its check of the form's origin, where the
    refusal ends as a fault of the server with the whole address in the log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in UNICODE:
            return HttpResponseBadRequest("Only forms in UTF-8 are read.\n", content_type="text/plain; charset=utf-8")
        return self.get_response(request)
