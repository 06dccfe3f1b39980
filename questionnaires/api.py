"""The door by which a page saves each answer as it is given."""

from collections.abc import Mapping

from django.http import Http404
from django.utils.translation import get_language
from rest_framework.authentication import SessionAuthentication
from rest_framework.decorators import api_view, authentication_classes, permission_classes
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from cohort.common import clock
from cohort.common.access import public
from cohort.common.errors import NoLongerOpen
from cohort.members.language import speak
from questionnaires.actions import answers
from questionnaires.engine import branching, merging, validation
from questionnaires.presenters import fault_sentences, visits
from questionnaires.presenters.visits import Gone

PAGE_MODE = "page"
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


class CameFromOurPage(SessionAuthentication):
    """Nobody signs in here, but the token of our page is asked for as if somebody did."""

    def authenticate(self, request: Request) -> None:
        self.enforce_csrf(request)


@public
@api_view(["PATCH"])
@authentication_classes([CameFromOurPage])
@permission_classes([AllowAny])
def save_answer(request: Request, token: str) -> Response:
    """PATCH {"answers": {item: value}, "seconds": {item: n}} → what was wrong, and which questions are shown now.

    A wrong value costs no right one. 404 for an unknown link, 410 for one that is over.
    """
    try:
        return _save(request, token)
    except Http404:
        return Response({"reason": "unknown"}, status=404, headers=PRIVATE)
    except Gone as gone:
        return Response({"reason": gone.reason}, status=410, headers=PRIVATE)


def _sent(request: Request) -> Mapping[str, object]:
    """The body, empty where it is no object."""
    return request.data if isinstance(request.data, Mapping) else {}


def _save(request: Request, token: str) -> Response:
    visit = visits.find(token, clock.now())
    speak(request._request, visit.participant)
    sent = _sent(request)
    patch = sent.get("answers")
    if not isinstance(patch, Mapping):
        return Response({"reason": "no_answers"}, status=400, headers=PRIVATE)
    definition = visit.assignment.version.definition
    try:
        faults = answers.save(
            assignment=visit.assignment,
            patch=patch,
            language=get_language() or "da",
            mode=PAGE_MODE,
            now=clock.now(),
            seconds=_seconds(sent.get("seconds")),
        )
    except NoLongerOpen:
        raise Gone("closed", visit.participant) from None
    before = visit.response.answers if visit.response else {}
    values, _faults = validation.clean(definition, patch)
    return Response(
        {
            "faults": {
                fault.item_id: fault_sentences.sentence(fault) for fault in faults if definition.item(fault.item_id)
            },
            "visible": branching.visible(definition, merging.merge(before, values)),
        },
        headers=PRIVATE,
    )


def _seconds(sent: object) -> dict[str, int]:
    if not isinstance(sent, Mapping):
        return {}
    return {
        str(item_id): value for item_id, value in sent.items() if isinstance(value, int) and not isinstance(value, bool)
    }
