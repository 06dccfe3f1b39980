"""Which messages about assignments are due, and whether one should still go when its turn comes."""

from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.nudges import nudge
from cohort.members import correspondence
from cohort.members.models import Participant, Scope
from cohort.outbox.actions.enqueue import SEND_TASK, enqueue
from cohort.outbox.models import Message
from questionnaires.models import Assignment
from questionnaires.planning import dates

INVITATION, REMINDER, CONTINUATION = correspondence.INVITATION, correspondence.REMINDER, correspondence.CONTINUATION
MOST_REMINDERS = 3
MOST_CONTINUATIONS = 3  # links that one person has sent to themselves about one questionnaire
BATCH = 10_000  # assignments in one statement: about a second, well below statement_timeout

# One statement, so that message and next moment stand or fall together. A planner that runs at the same time
# skips what this one holds; one that comes after finds the next moment moved. Every due assignment moves on, also
# where consent keeps the message back, or somebody takes part by phone and paper. A reminder whose moment passed while
# nothing ran is left out.
# What stands is asked person by person: a join would first make the view for everybody.
PLAN = """
WITH due AS MATERIALIZED (
    SELECT a.id, a.uuid, a.next_step, a.opens_at, a.closes_at, p.id AS participant_id, p.study_number, w.reminder_days,
        p.way = 'online' AND p.merged_into_id IS NULL AS is_written_to
    FROM questionnaires_assignment a
    JOIN members_participant p ON p.id = a.participant_id
    JOIN questionnaires_occasion o ON o.id = a.occasion_id
    JOIN questionnaires_wave w ON w.id = o.wave_id
    WHERE a.next_message_at <= %(at)s AND a.state = 'open'
    ORDER BY a.next_message_at LIMIT %(batch)s
    FOR UPDATE OF a SKIP LOCKED
), planned AS (
    INSERT INTO outbox_message (
        uuid, kind, recipient, about, step, created_at, due_at, state, attempts, reason, sealed
    )
    SELECT gen_random_uuid(), CASE WHEN next_step = 0 THEN %(invitation)s ELSE %(reminder)s END,
        'participant:' || study_number, uuid::text, next_step, %(at)s, %(at)s, 'waiting', 0, '', ''
    FROM due
    WHERE closes_at > %(at)s AND is_written_to
        AND (
            SELECT granted FROM members_consent WHERE participant_id = due.participant_id AND scope = %(questionnaires)s
        )
        AND (next_step = 0 OR (
            SELECT granted FROM members_consent WHERE participant_id = due.participant_id AND scope = %(reminders)s
        ))
    ON CONFLICT DO NOTHING
    RETURNING id
), moved AS (
    UPDATE questionnaires_assignment a
    SET next_message_at = later.moment, next_step = coalesce(later.step, a.next_step)
    FROM due LEFT JOIN LATERAL (
        SELECT step, moment
        FROM jsonb_array_elements_text(due.reminder_days) WITH ORDINALITY AS reminder (day, step)
        CROSS JOIN LATERAL (
            SELECT ((due.opens_at AT TIME ZONE 'Europe/Copenhagen')::date + day::int + %(sending_time)s::time)
                AT TIME ZONE 'Europe/Copenhagen' AS moment
        ) written
        WHERE step > due.next_step AND step <= %(most)s AND moment > %(at)s AND moment < due.closes_at
        ORDER BY step LIMIT 1
    ) later ON true
    WHERE a.id = due.id
)
SELECT (SELECT count(*) FROM due), (SELECT count(*) FROM planned)
"""


def plan(*, at: datetime, by: str) -> int:
    """Put every message that is due at `at` into the outbox, once; how many are new. A worker is nudged.

    Step 0 is the invitation and needs consent to questionnaires, each reminder also consent to reminders.
    """
    planned = 0
    while True:
        moved, new = _plan_batch(at, by)
        planned += new
        if moved < BATCH:
            return planned


@transaction.atomic
def _plan_batch(at: datetime, by: str) -> tuple[int, int]:
    """How many assignments moved on, and how many messages are new."""
    with connection.cursor() as cursor:
        cursor.execute(
            PLAN,
            {
                "at": at,
                "invitation": INVITATION,
                "reminder": REMINDER,
                "questionnaires": Scope.QUESTIONNAIRES.value,
                "reminders": Scope.REMINDERS.value,
                "sending_time": dates.SENDING_TIME.isoformat(),
                "most": MOST_REMINDERS,
                "batch": BATCH,
            },
        )
        moved, new = cursor.fetchone()
    if new:
        record(by=by, action="message.planned", subject="outbox", count=new)
        nudge(SEND_TASK)
    return moved, new


@transaction.atomic
def send_again(*, assignment: Assignment) -> bool:
    """Write the person a new link to go on with; False without an address, or after MOST_CONTINUATIONS.

    One that still waits is enough. The link in it ends the one before, so the letter is composed when it goes.
    """
    participant = assignment.participant
    asked = Message.objects.filter(recipient=participant.actor, kind=CONTINUATION, about=str(assignment.uuid))
    if asked.unsent().exists():
        return True
    step = asked.count()
    if step >= MOST_CONTINUATIONS or not correspondence.address(participant):
        return False
    enqueue(kind=CONTINUATION, recipient=participant.actor, about=str(assignment.uuid), step=step)
    record(
        by=participant.actor,
        action="link.asked_again",
        subject=participant.actor,
        purpose="own",
        practice=participant.practice_id,
    )
    return True


def find(message: Message) -> Assignment | None:
    """The assignment a message is about, if it is the recipient's."""
    try:
        uuid = UUID(message.about)
    except ValueError:
        return None
    assignment = (
        Assignment.objects.select_related(
            "participant__practice", "participant__contact", "participant__enrolled_by", "version"
        )
        .filter(uuid=uuid)
        .first()
    )
    return assignment if assignment and assignment.participant.actor == message.recipient else None


def wanted(message: Message) -> str:
    """Empty when the message should go now; otherwise the code of the reason why it should not."""
    assignment = find(message)
    if assignment is None:
        return "unknown"
    if assignment.state == Assignment.State.SUBMITTED:
        return "answered"
    if assignment.participant.merged_into_id is not None:
        return "merged"
    if assignment.participant.way == Participant.Way.OFFICE:
        return "by_phone_and_paper"
    if not assignment.participant.allows(Scope.QUESTIONNAIRES):
        return "withdrawn"
    if message.kind == REMINDER and not assignment.participant.allows(Scope.REMINDERS):
        return "reminders_off"
    if not assignment.is_open(clock.now()):
        return "window_closed"
    alike = (CONTINUATION,) if message.kind == CONTINUATION else (INVITATION, REMINDER)
    later = Message.objects.filter(recipient=message.recipient, about=message.about, kind__in=alike)
    if later.filter(step__gt=message.step).exists():
        return "superseded"  # it waited so long that the next one is on its way
    if not correspondence.address(assignment.participant):
        return "no_address"
    return ""
