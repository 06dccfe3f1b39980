"""The door by which a page saves each answer as it is given."""

import json
from collections.abc import Mapping
from typing import NoReturn

from django.db import transaction
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from cohort.common import clock
from cohort.common.access import public
from cohort.common.errors import NoLongerOpen
from cohort.members.language import speak
from questionnaires.actions import answers
from questionnaires.definition.schema import Definition
from questionnaires.engine import branching
from questionnaires.engine.display import told
from questionnaires.presenters.answering import answer_times, fault_sentences, visits
from questionnaires.presenters.answering.visits import Gone

PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@public
@transaction.non_atomic_requests  # each of its statements is a transaction, and says for whom it acts
@require_http_methods(["PATCH"])
def save_answer(request: HttpRequest, token: str) -> JsonResponse:
    """PATCH {"answers": {item: value}, "seconds": {item: s}, "ages": {item: ms}, "modes": {item: way}} → what was
    wrong, which answers of another device are newer and stand, and which questions are shown now.


    `modes` says of scales from 0 to 100 whether they were shown as line, number or faces.
    A wrong value costs no right one. 400 for what cannot be read, 404 for an unknown link, 410 for one that is over,
    415 for what is no JSON. A page of another site is turned away before this (cross-site request forgery).
    """
    try:
        return _save(request, token)
    except Http404:
        return _told({"reason": "unknown"}, 404)
    except Gone as gone:
        return _told({"reason": gone.reason}, 410)


def _told(said: Mapping[str, object], status: int = 200) -> JsonResponse:
    return JsonResponse(said, status=status, headers=PRIVATE)


def _sent(request: HttpRequest) -> object:
    """The body. Raises ValueError where it is no JSON, or nested beyond all reading."""
    try:
        return json.loads(request.body.decode(), parse_constant=_no_number)
    except RecursionError:
        raise ValueError("nested") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are Python's, not JSON's


def _save(request: HttpRequest, token: str) -> JsonResponse:
    if request.content_type != "application/json":
        return _told({"reason": "unsupported_media_type"}, 415)
    visit = visits.find(token, clock.now())
    speak(request, visit.participant)
    try:
        sent = _sent(request)
    except ValueError:
        return _told({"reason": "bad_request"}, 400)
    patch = sent.get("answers") if isinstance(sent, Mapping) else None
    if not isinstance(sent, Mapping) or not isinstance(patch, Mapping):
        return _told({"reason": "no_answers"}, 400)
    definition = visit.definition
    now = clock.now()
    times = answer_times.read(sent, now)
    try:
        faults = answers.save(
            assignment=visit.assignment,
            patch=patch,
            how=answers.Manner(
                language=get_language() or "da",
                modes=_modes(definition, sent.get("modes")),
                seconds=times.seconds,
                given=times.given,
            ),
            now=now,
        )
    except NoLongerOpen:
        raise Gone("closed", visit.participant) from None
    saved = visit.response.answers if visit.response else {}
    return _told(
        {
            "newer": {fault.item_id: saved.get(fault.item_id) for fault in faults if fault.code == answers.NEWER},
            "faults": {fault.item_id: fault_sentences.sentence(fault) for fault in faults},
            "visible": branching.visible(definition, saved),
        }
    )


def _modes(definition: Definition, sent: object) -> dict[str, str]:
    if not isinstance(sent, Mapping):
        return {}
    said = ((item_id, told(definition.item(item_id), way)) for item_id, way in sent.items() if isinstance(item_id, str))
    return {item_id: way for item_id, way in said if way}
