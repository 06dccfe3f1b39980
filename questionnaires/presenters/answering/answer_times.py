"""What a page tells of its answers' times: seconds used on each, and how long ago each was given."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

LONGEST_AGE_MS = (
    60 * 24 * 60 * 60 * 1000
)  # sixty days: no answer waits longer in a browser than any questionnaire is open


@dataclass(frozen=True)
class AnswerTimes:
    """By item; an item that is in neither was answered now, in nobody knows how long."""

    seconds: Mapping[str, int]
    given: Mapping[str, datetime]


def read(sent: object, now: datetime) -> AnswerTimes:
    """From {"seconds": {item: s}, "ages": {item: ms}}; whatever is something else is passed over.

    Ages and not moments, because the clock of a phone may be wrong and still counts milliseconds well.
    """
    told = sent if isinstance(sent, Mapping) else {}
    given = {
        item_id: now - timedelta(milliseconds=min(age, LONGEST_AGE_MS))
        for item_id, age in _whole(told.get("ages")).items()
        if age >= 0
    }
    return AnswerTimes(_whole(told.get("seconds")), given)


def read_text(text: str, now: datetime) -> AnswerTimes:
    """The same from the field of a form, which only a script fills in."""
    try:
        return read(json.loads(text), now)
    except (ValueError, RecursionError):
        return read(None, now)


def _whole(sent: object) -> dict[str, int]:
    if not isinstance(sent, Mapping):
        return {}
    return {
        str(item_id): value for item_id, value in sent.items() if isinstance(value, int) and not isinstance(value, bool)
    }
