"""The figures of every practice, cluster and the whole, from the screening log, the record templates and the outbox.

Read with the reach of the worker, who alone reaches them all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import connection

from cohort.common.clock import COPENHAGEN
from cohort.members.correspondence import REMINDER

_PLACES = """HAVING NOT (grouping(place.cluster_id) = 0 AND place.cluster_id IS NULL)"""
_SCREENED = f"""
SELECT place.id, place.cluster_id,
    count(*) FILTER (WHERE e.at >= %(since)s) AS approached,
    count(*) FILTER (WHERE e.at >= %(since)s AND e.outcome = 'enrolled') AS enrolled,
    count(*) FILTER (WHERE e.at >= %(since)s AND e.outcome = 'declined') AS declined,
    count(*) FILTER (WHERE e.at >= %(since)s AND e.outcome = 'not_eligible') AS not_eligible,
    count(e.seconds) FILTER (WHERE e.at >= %(since)s) AS timed,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY e.seconds) FILTER (WHERE e.at >= %(since)s) AS median,
    count(e.seconds) AS timed_ever,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY e.seconds) AS median_ever
FROM recruitment_screeningentry e JOIN members_practice place ON place.id = e.practice_id
GROUP BY GROUPING SETS ((place.id), (place.cluster_id), ())
{_PLACES}
"""  # noqa: S608 - a sentence of ours
# A record template keeps no seconds item by item: it was open from its first to its last moment.
_TEMPLATES = f"""
SELECT place.id, place.cluster_id, i.slug,
    count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM r.submitted_at - r.started_at))
FROM questionnaires_response r
JOIN questionnaires_assignment a ON a.response_id = r.id AND a.respondent = 'clinician'
JOIN questionnaires_version v ON v.id = r.version_id
JOIN questionnaires_instrument i ON i.id = v.instrument_id
JOIN members_participant p ON p.id = a.participant_id
JOIN members_practice place ON place.id = p.practice_id
WHERE r.submitted_at - r.started_at BETWEEN interval '1 second' AND interval '1 hour'
GROUP BY GROUPING SETS ((i.slug, place.id), (i.slug, place.cluster_id), (i.slug))
{_PLACES}
"""  # noqa: S608
_REMINDED = f"""
SELECT place.id, place.cluster_id, count(*)
FROM outbox_message m
JOIN members_participant p ON m.recipient = 'participant:' || p.study_number
JOIN members_practice place ON place.id = p.practice_id
WHERE m.kind = %(reminder)s AND m.state = 'sent' AND m.settled_at >= %(since)s
GROUP BY GROUPING SETS ((place.id), (place.cluster_id), ())
{_PLACES}
"""  # noqa: S608


@dataclass(frozen=True)
class Figure:
    """One row of recruitment.models.Workload. Without practice and cluster it is of everybody."""

    practice: int | None
    cluster: int | None
    measure: str
    count: int
    median_seconds: float | None = None
    since: date | None = None
    template: str = ""


def quarter(day: date) -> date:
    """The first day of the quarter that day lies in."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def figures(day: date) -> Iterator[Figure]:
    """All figures: counts of the quarter that day lies in, and medians of the quarter and from the beginning."""
    since = quarter(day)
    asked: dict[str, datetime | str] = {"since": datetime.combine(since, time(), COPENHAGEN), "reminder": REMINDER}
    for practice, cluster, approached, enrolled, declined, not_eligible, *timed in _rows(_SCREENED, asked):
        yield Figure(practice, cluster, "approached", approached, since=since)
        yield Figure(practice, cluster, "enrolled", enrolled, since=since)
        yield Figure(practice, cluster, "declined", declined, since=since)
        yield Figure(practice, cluster, "not_eligible", not_eligible, since=since)
        yield Figure(practice, cluster, "enrolment", timed[0], timed[1], since=since)
        yield Figure(practice, cluster, "enrolment", timed[2], timed[3])
    for practice, cluster, slug, count, median in _rows(_TEMPLATES, {}):
        yield Figure(practice, cluster, "template", count, median, template=slug)
    for practice, cluster, count in _rows(_REMINDED, asked):
        yield Figure(practice, cluster, "reminders", count, since=since)


def _rows(query: str, asked: Mapping[str, datetime | str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, asked)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
