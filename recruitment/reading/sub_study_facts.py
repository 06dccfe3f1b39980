"""What rules of sub-studies may know of each participant, as plain values: one statement for many people."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from cohort.common import clock
from cohort.members.models.region import NOW_CALLED
from recruitment.substudies.rules import ANSWERS, Facts

BATCH = 5_000
START = ("baseline_a", "baseline_b")
CONSENTS = {
    "consent_interviews": "interviews",
    "consent_recontact": "recontact",
    "consent_record": "record",
    "consent_registers": "registers",
}

# Answers count while the yes to questionnaires stands. A later answer overrules an earlier one.
PEOPLE = f"""
WITH RECURSIVE now_called AS ({NOW_CALLED})
SELECT p.id, date_part('year', p.enrolled_at)::int - p.birth_year AS age, coalesce(g.region::text, '') AS region,
    p.language, p.way, c.kind AS channel, CASE WHEN p.enrolled_by_id IS NOT NULL THEN true END AS judged_able,
    yes.scopes, told.answers
FROM members_participant p
JOIN members_practice place ON place.id = p.practice_id
LEFT JOIN now_called g ON g.id = place.region_id
LEFT JOIN recruitment_arrival a ON a.participant_id = p.id
LEFT JOIN recruitment_channel c ON c.id = a.channel_id
LEFT JOIN LATERAL (
    SELECT array_agg(scope) FILTER (WHERE granted) AS scopes, array_agg(scope) AS decided
    FROM members_consent WHERE participant_id = p.id
) yes ON true
LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(e.key, e.value ORDER BY r.submitted_at) AS answers
    FROM questionnaires_assignment s
    JOIN questionnaires_version v ON v.id = s.version_id
    JOIN questionnaires_instrument i ON i.id = v.instrument_id AND i.slug = ANY (%(start)s)
    JOIN questionnaires_response r ON r.id = s.response_id AND r.submitted_at IS NOT NULL
    CROSS JOIN LATERAL jsonb_each(r.answers) AS e
    WHERE s.participant_id = p.id AND e.key = ANY (%(asked)s)
) told ON 'questionnaires' = ANY (yes.scopes)
WHERE p.id > %(after)s AND p.merged_into_id IS NULL AND p.enrolled_at >= %(since)s
ORDER BY p.id LIMIT %(batch)s
"""  # noqa: S608 - a statement of ours


def people(since: datetime) -> Iterator[tuple[int, Facts]]:
    """Everybody enrolled since then, by key, with what is known of them; a batch at a time."""
    after = 0
    given: dict[str, Any] = {
        "start": list(START),
        "asked": list(ANSWERS),
        "since": since,
        "batch": BATCH,
        "day": clock.today(),
    }
    while True:
        with connection.cursor() as cursor:
            cursor.execute(PEOPLE, given | {"after": after})
            names = [column.name for column in cursor.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        for row in rows:
            yield row["id"], _facts(row)
        if len(rows) < BATCH:
            return
        after = rows[-1]["id"]


def _facts(row: dict[str, Any]) -> Facts:
    facts = {name: row[name] for name in ("age", "region", "language", "way", "channel", "judged_able")}
    facts |= {name: scope in (row["scopes"] or ()) for name, scope in CONSENTS.items()}
    told = json.loads(row["answers"] or "{}")
    # a missing answer is an object; a number with a fraction would be no answer to these
    facts |= {name: told[name] for name in ANSWERS if isinstance(told.get(name), str | int)}
    return {name: value for name, value in facts.items() if value is not None and value != ""}
