"""People who keep a diary, as the tests write in it."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.test import Client
from django.urls import reverse

from cohort.members.models import Participant
from questionnaires.actions.diary import entries, keeping
from questionnaires.actions.diary.entries import Entry, Given
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import Assignment, Diary
from tests import factories

FROM_HERE = {"sec-fetch-site": "same-origin"}
MONDAY, TUESDAY, WEDNESDAY = date(2026, 5, 4), date(2026, 5, 5), date(2026, 5, 6)


def at(day: int, hour: int = 12, minute: int = 0, ms: int = 0) -> datetime:
    """A moment of May 2026 in UTC: two hours behind the clocks of Denmark."""
    return datetime(2026, 5, day, hour, minute, 0, ms * 1000, tzinfo=UTC)


@dataclass
class Keeper:
    """Somebody with a diary and a link to it."""

    participant: Participant
    diary: Diary
    token: str
    client: Client

    def url(self, name: str) -> str:
        return reverse(f"questionnaires:{name}", args=[self.token])

    def write(self, day: date, now: datetime, **items: object) -> list[AnswerFault]:
        """Save items given now; a pair gives its own moment."""
        given = {name: Given(*one) if isinstance(one, tuple) else Given(one, now) for name, one in items.items()}
        return entries.save(diary=self.diary, entry=Entry(day, given), language="da", mode="diary", now=now)

    def sync(self, *sent: tuple[date, dict[str, Any]], **headers: str):  # type: ignore[no-untyped-def]
        """POST these days: item → (value, moment as a phone writes it)."""
        listed = [
            {"day": day.isoformat(), "items": {n: {"value": v, "at": when} for n, (v, when) in items.items()}}
            for day, items in sent
        ]
        return self.client.post(
            self.url("sync_diary"), json.dumps({"entries": listed}), content_type="application/json", headers=headers
        )

    @property
    def days(self) -> dict[date | None, Any]:
        """What is saved of each day."""
        return {
            one.day: one.response.answers if one.response else None
            for one in Assignment.objects.filter(diary=self.diary).select_related("response").order_by("day")
        }


def keeper(slug: str = "diary", **choices: bool) -> Keeper:
    """Somebody who has begun that diary now. Wants the real content to be loaded."""
    enrolled = factories.enrolled(by=factories.staff(of=factories.practice()))
    participant = factories.consenting(enrolled.participant, **choices)
    diary = keeping.begin(participant=participant, slug=slug)
    return Keeper(participant, diary, keeping.link(diary=diary, participant=participant), Client(headers=FROM_HERE))
