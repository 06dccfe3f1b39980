"""What a participant said last about some items, in whichever questionnaire: one prepared statement.

By hand because it is asked while a page is waited for: only the few items are taken out of the documents, and the
plan is made once for each connection. What was skipped says nothing, so the answer before it counts; "would rather
not say" is said, and takes the place of what was said before.
"""

import json
from collections.abc import Sequence

from cohort.common.postgresql.prepared import prepared

LATEST = """
SELECT DISTINCT ON (item) item, r.answers -> item
FROM questionnaires_assignment a
JOIN questionnaires_response r ON r.id = a.response_id
CROSS JOIN unnest(%s::text[]) AS item
WHERE a.participant_id = %s::bigint AND a.respondent = 'participant' AND a.state = 'submitted'
    AND r.answers -> item IS NOT NULL AND r.answers -> item <> '{"missing": "s"}'::jsonb
ORDER BY item, r.submitted_at DESC, r.id DESC
"""


def latest_answers(participant: int, items: Sequence[str]) -> dict[str, object]:
    """Item → what the participant said about it in the latest questionnaire handed in that says anything."""
    with prepared() as cursor:
        cursor.execute(LATEST, [list(items), participant])
        return {item: json.loads(value) for item, value in cursor.fetchall()}
