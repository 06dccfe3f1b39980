"""A participant's occasions and assignments, made from the plan."""

from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, Subquery
from django.db.models.functions import Coalesce

from cohort.audit.actions import record
from cohort.common import clock
from cohort.members.models import Participant
from questionnaires.models import Occasion, Plan, Wave
from questionnaires.planning import dates

BATCH = 20_000  # assignments made in one statement: about a second, well below statement_timeout

# One assignment for each written instrument of each occasion that is not over. The first questionnaire of all
# needs no invitation: enrolment is its invitation, so its messages begin with the first reminder. Sent at 9:00
# in Denmark on the day; a day that is past means at once.
_ASKED = """
asked AS MATERIALIZED (
    SELECT wi.wave_id, wi.instrument_id, newest.id AS version_id, w.reminder_days,
        wi.position = 0 AND NOT EXISTS (
            SELECT FROM questionnaires_wave earlier
            WHERE earlier.plan_id = w.plan_id AND (earlier.offset_days, earlier.id) < (w.offset_days, w.id)
        ) AS by_enrolment
    FROM questionnaires_waveinstrument wi
    JOIN questionnaires_wave w ON w.id = wi.wave_id
    JOIN questionnaires_instrument i ON i.id = wi.instrument_id AND i.kind = 'patient'
    JOIN LATERAL (
        SELECT id FROM questionnaires_version WHERE instrument_id = i.id ORDER BY number DESC LIMIT 1
    ) newest ON true
)
INSERT INTO questionnaires_assignment (
    uuid, participant_id, occasion_id, version_id, respondent, state, opens_at, closes_at, next_step, next_message_at
)
SELECT gen_random_uuid(), o.participant_id, o.id, asked.version_id, 'participant', 'open', o.opens_at, o.closes_at,
    CASE WHEN asked.by_enrolment THEN 1 ELSE 0 END,
    (
        (o.opens_at AT TIME ZONE 'Europe/Copenhagen')::date
        + CASE WHEN asked.by_enrolment THEN (asked.reminder_days ->> 0)::int ELSE 0 END
        + %(sending_time)s::time
    ) AT TIME ZONE 'Europe/Copenhagen'
FROM asked
JOIN {occasions} o ON o.wave_id = asked.wave_id
WHERE o.closes_at > %(at)s
    AND (%(participant)s::bigint IS NULL OR o.participant_id = %(participant)s)
    AND NOT EXISTS (
        SELECT FROM questionnaires_assignment a
        JOIN questionnaires_version given ON given.id = a.version_id
        WHERE a.occasion_id = o.id AND given.instrument_id = asked.instrument_id
    )
LIMIT %(batch)s
ON CONFLICT DO NOTHING
"""
FILL = f"WITH {_ASKED.format(occasions='questionnaires_occasion')}"
# The same for somebody whose occasions are made in the same statement.
BUILD = f"""
WITH made AS (
    INSERT INTO questionnaires_occasion (participant_id, wave_id, opens_at, closes_at)
    SELECT %(participant)s, * FROM unnest(%(waves)s::bigint[], %(opens)s::timestamptz[], %(closes)s::timestamptz[])
    RETURNING id, participant_id, wave_id, opens_at, closes_at
), {_ASKED.format(occasions="made")}
"""  # noqa: S608 - our own words

# What nobody has opened yet and nobody has been written to about is asked in its newest version.
RENEW = """
UPDATE questionnaires_assignment a SET version_id = newest.id
FROM questionnaires_version given, questionnaires_version newest
WHERE a.state = 'open' AND a.response_id IS NULL AND a.opens_at > %(at)s AND a.occasion_id IS NOT NULL
    AND given.id = a.version_id
    AND newest.instrument_id = given.instrument_id AND newest.number > given.number
    AND NOT EXISTS (
        SELECT FROM questionnaires_version newer
        WHERE newer.instrument_id = newest.instrument_id AND newer.number > newest.number
    )
"""


@transaction.atomic
def build(*, participant: Participant, by: str) -> None:
    """All occasions of the newest plan, dated from the enrolment, and an assignment for each written instrument.

    Somebody who follows a plan keeps it; called again, this adds what is missing and nothing else.
    Raises Plan.DoesNotExist when no plan is published.
    """
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    build_locked(participant=participant, by=by)


@transaction.atomic
def build_locked(*, participant: Participant, by: str) -> None:
    """The same where the caller holds the participant's lock."""
    mine = Occasion.objects.filter(participant=participant).values("wave__plan")[:1]
    newest = Plan.objects.order_by("-pk").values("pk")[:1]
    waves = list(
        Wave.objects.filter(plan=Coalesce(Subquery(mine), Subquery(newest)))
        .select_related("plan")
        .annotate(has_occasion=Exists(Occasion.objects.filter(participant=participant)))
        .order_by("pk")
    )
    if not waves:
        raise Plan.DoesNotExist("no plan is published")
    if waves[0].has_occasion:
        _fill(participant)
        return
    record(
        by=by,
        action="schedule.built",
        subject=participant.actor,
        practice=participant.practice_id,
        plan=str(waves[0].plan),
    )
    windows = [_window(participant, wave) for wave in waves]
    made = {
        "waves": [wave.pk for wave in waves],
        "opens": [dates.opening(window) for window in windows],
        "closes": [dates.closing(window) for window in windows],
    }
    with connection.cursor() as cursor:
        cursor.execute(BUILD, _given(participant) | made)


def fill(*, by: str) -> int:
    """Assignments for instruments and versions published since the occasions were made; how many are new."""
    _renew(by)
    added = 0
    while new := _fill_batch(by):
        added += new
    return added


@transaction.atomic
def _renew(by: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(RENEW, {"at": clock.now()})
        if cursor.rowcount:
            record(by=by, action="schedule.renewed", subject="schedule", count=cursor.rowcount)


@transaction.atomic
def _fill_batch(by: str) -> int:
    if added := _fill(None):
        record(by=by, action="schedule.filled", subject="schedule", count=added)
    return added


def _fill(participant: Participant | None) -> int:
    """Run FILL for one participant, or for BATCH assignments of whomever; how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(FILL, _given(participant))
        return int(cursor.rowcount)


def _given(participant: Participant | None) -> dict[str, Any]:
    return {
        "at": clock.now(),
        "participant": participant.pk if participant else None,
        "sending_time": dates.SENDING_TIME.isoformat(),
        "batch": BATCH,
    }


def _window(participant: Participant, wave: Wave) -> dates.Window:
    return dates.window(dates.copenhagen_day(participant.enrolled_at), wave.offset_days, wave.window_days)
