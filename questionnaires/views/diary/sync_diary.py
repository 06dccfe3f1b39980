"""The door by which a phone hands over what was written while it had no network, and gets what is saved."""

import json
from collections.abc import Mapping
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from questionnaires.actions.diary import entries
from questionnaires.actions.diary.entries import Entry, Given
from questionnaires.planning.dates import copenhagen_day
from questionnaires.planning.diary import rhythm
from questionnaires.presenters.answering import fault_sentences
from questionnaires.presenters.diary import page as diary_page
from questionnaires.presenters.diary.visits import DiaryVisit
from questionnaires.views.diary.door import diary_visited
from questionnaires.views.diary.keep_diary import DIARY_MODE

MOST_DAYS = 40  # a phone that was away longer sends the rest the next time


@require_POST
@diary_visited
def sync_diary(request: HttpRequest, visit: DiaryVisit) -> HttpResponse:
    """POST {"entries": [{"day": …, "items": {item: {"value": …, "at": …, "way": …}}}]} → what is saved and wrong.

    `way` says of a scale from 0 to 100 whether it was shown as line, number or faces.
    Sent twice, the second time changes nothing. A wrong value costs no right one, and a day that is over no other day.
    400 for what cannot be read, 410 for a diary that rests, 415 for what is no JSON.
    """
    if request.content_type != "application/json":
        return JsonResponse({"reason": "unsupported_media_type"}, status=415)
    if not visit.diary.is_kept:
        return JsonResponse({"reason": "rests"}, status=410)
    try:
        sent = _entries(json.loads(request.body.decode()))
    except (ValueError, RecursionError):
        return JsonResponse({"reason": "bad_request"}, status=400)
    now = clock.now()
    language = (get_language() or "da")[:2]
    faults: dict[str, dict[str, str]] = {}
    over: dict[str, str] = {}
    for entry in sorted(sent, key=lambda one: one.day):
        try:
            found = entries.save(diary=visit.diary, entry=entry, language=language, mode=DIARY_MODE, now=now)
        except NoLongerOpen as closed:
            over[entry.day.isoformat()] = str(closed.sentence)
            continue
        told = {one.item_id: fault_sentences.sentence(one) for one in found if one.item_id in entry.items}
        if told:
            faults[entry.day.isoformat()] = told
    return JsonResponse({**_saved(visit, now, language), "faults": faults, "over": over})


def _saved(visit: DiaryVisit, now: datetime, language: str) -> dict[str, object]:
    """The days that can be written with what is saved of them, and the curve."""
    days = rhythm(visit.diary.instrument.slug).open_days(copenhagen_day(now), copenhagen_day(visit.diary.begun_at))
    written = diary_page.answers_of(visit.diary, days)
    definition = diary_page.definition_of(visit.diary)
    return {
        "days": {day.isoformat(): written.get(day, {}) for day in days},
        "stable": diary_page.stable(definition, written),
        "chart": render_to_string(
            "questionnaires/parts/diary_chart.html", {"chart": diary_page.chart(visit.diary, now, language)}
        ),
    }


def _entries(sent: object) -> list[Entry]:
    """What was sent, as far as it can be read. Raises ValueError for another shape."""
    listed = sent.get("entries") if isinstance(sent, Mapping) else None
    if not isinstance(listed, list) or len(listed) > MOST_DAYS:
        raise ValueError("entries")
    return [_entry(one) for one in listed]


def _entry(sent: object) -> Entry:
    if not isinstance(sent, Mapping) or not isinstance(sent.get("items"), Mapping):
        raise ValueError("entry")
    day = sent.get("day")
    if not isinstance(day, str):
        raise ValueError("day")
    items = {str(name): _given(one) for name, one in sent["items"].items()}
    return Entry(date.fromisoformat(day), items)


def _given(sent: object) -> Given:
    if not isinstance(sent, Mapping):
        raise ValueError("item")
    at = sent.get("at")
    return Given(sent.get("value"), datetime.fromisoformat(at) if isinstance(at, str) else None, sent.get("way"))
