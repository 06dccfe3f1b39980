"""Writing one day of a diary, from several devices and from phones that were without network.

What came last by the clock of the person stands, in whatever order it arrives and however often it is sent.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common.errors import NoLongerOpen
from questionnaires.engine import validation
from questionnaires.engine.display import told
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import Assignment, Diary, Response, Version
from questionnaires.planning.dates import copenhagen_day
from questionnaires.planning.diary import given_at, rhythm

# One statement for a day. The database looks at the row again after waiting for another device, so that each item's
# moment is compared with what that device has written. Of two answers of the same millisecond the greater text stands:
# some rule must hold on every device. An answer taken away keeps its moment, or an older one would come back.
MERGE = """
UPDATE questionnaires_response r SET (answers, trail, saved_at) = (
    SELECT jsonb_strip_nulls(r.answers || coalesce(jsonb_object_agg(given.key, given.value -> 'value'), '{}')),
        r.trail || coalesce(jsonb_object_agg(given.key, given.value -> 'step'), '{}'),
        CASE WHEN count(*) > 0 THEN %(now)s ELSE r.saved_at END
    FROM jsonb_each(%(given)s::jsonb) AS given
    WHERE (
        (given.value -> 'step' ->> 'at')::timestamptz,
        coalesce(given.value -> 'value', 'null')::text COLLATE "C"
    ) > (
        coalesce((r.trail -> given.key ->> 'at')::timestamptz, '-infinity'),
        coalesce(r.answers -> given.key, 'null')::text COLLATE "C"
    )
)
FROM questionnaires_assignment a
JOIN questionnaires_diary d ON d.id = a.diary_id
WHERE r.id = a.response_id AND d.id = %(diary)s AND a.day = %(day)s AND d.stopped_at IS NULL
    AND r.submitted_at IS NULL AND a.state = 'open' AND a.opens_at <= %(now)s AND a.closes_at > %(now)s
RETURNING r.id
"""


@dataclass(frozen=True)
class Given:
    """What somebody answered to one item (None takes it away), and when by the clock of their device.

    `way` says of a scale from 0 to 100 whether it was shown as line, number or faces.
    """

    value: object
    at: datetime | None = None
    way: object = None


@dataclass(frozen=True)
class Entry:
    """What is written about one day."""

    day: date
    items: Mapping[str, Given] = field(default_factory=dict)


def save(*, diary: Diary, entry: Entry, language: str, mode: str, now: datetime) -> list[AnswerFault]:
    """Keep each valid answer that is newer than the one of its item; a fault for each other value.

    Expects `participant` and `instrument` joined. Raises NoLongerOpen for a day that cannot be written at `now`:
    ahead, over, before the diary began, no Monday of a weekly one, or of a diary that rests. Nothing is saved then.
    """
    keeps = rhythm(diary.instrument.slug)
    if not diary.is_kept or entry.day not in keeps.open_days(copenhagen_day(now), copenhagen_day(diary.begun_at)):
        raise day_over()
    version = _version(diary, entry.day)
    values, faults = validation.clean(version.definition, {name: one.value for name, one in entry.items.items()})
    if not values:
        return faults
    opens = keeps.opens(entry.day)
    given = {
        name: {
            "value": value,
            "step": {
                "at": given_at(entry.items[name].at, opens, now).isoformat(timespec="milliseconds"),
                "lang": language,
                "mode": told(version.definition.item(name), entry.items[name].way) or mode,
            },
        }
        for name, value in values.items()
    }
    if not _merge(diary, entry.day, given, now):
        _begin(diary, entry.day, version, given, now)
    return faults


def day_over() -> NoLongerOpen:
    return NoLongerOpen("diary_day_over", _("This day can no longer be written."))


def _version(diary: Diary, day: date) -> Version:
    """The edition that the day was begun in, or else the newest."""
    begun = Version.objects.select_related("instrument").filter(
        pk__in=Assignment.objects.filter(diary=diary, day=day).values("version")
    )
    return begun.first() or Version.objects.current(diary.instrument.slug)


def _merge(diary: Diary, day: date, given: Mapping[str, object], now: datetime) -> bool:
    """One statement; False where the day has no response yet, or is over."""
    with connection.cursor() as cursor:
        cursor.execute(MERGE, {"given": json.dumps(given), "now": now, "diary": diary.pk, "day": day})
        return cursor.fetchone() is not None


@transaction.atomic
def _begin(diary: Diary, day: date, version: Version, given: Mapping[str, object], now: datetime) -> None:
    """The first answer of a day makes its assignment and response; of two devices the second finds the first's."""
    keeps = rhythm(diary.instrument.slug)
    locked = Diary.objects.select_for_update(of=("self",), no_key=True).filter(pk=diary.pk).first()
    if locked is None or not locked.is_kept:
        raise day_over()
    assignment, _is_new = Assignment.objects.select_for_update(of=("self",)).get_or_create(
        diary=diary,
        day=day,
        defaults={
            "participant": diary.participant,
            "version": version,
            "opens_at": keeps.opens(day),
            "closes_at": keeps.closes(day),
        },
    )
    if not assignment.is_open(now):
        raise day_over()
    if assignment.response_id is None:
        assignment.response_id = pk = Response.objects.next_pk()
        assignment.save(update_fields=["response"])
        Response.objects.create(pk=pk, version=assignment.version, started_at=now, saved_at=now)
        record(
            by=diary.participant.actor,
            action="response.started",
            subject=diary.participant.actor,
            practice=diary.participant.practice_id,
            instrument=diary.instrument.slug,
            version=assignment.version.number,
        )
    if not _merge(diary, day, given, now):
        raise day_over()
