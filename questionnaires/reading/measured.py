"""How long answering really took, and how the form was to answer, version by version; nobody in particular (R63, R104).

Time is the sum of the seconds that the trail keeps for each item. Where a response has none (paper, or a browser
without scripts) the time from its first to its last moment stands for it, if that was within an hour: longer than
that, somebody took a break. No time at all means that it was typed in at one go. What is neither counts as handed in
and not as measured.

Read with the reach of whoever asks: a data manager reaches every response, and gets counts and percentiles only.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import connection

from questionnaires.definition import timing
from questionnaires.models import Version
from questionnaires.plain_language.instruments import MOST_MINUTES, READ_BY_PATIENTS, TARGET_MINUTES

FEWEST = 5
"""Below this number nothing is said of a version but that they are few."""
_MEASURED = """
SELECT version_id, count(*), count(seconds),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds), percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds),
    count(*) FILTER (WHERE felt = 'easy'), count(*) FILTER (WHERE felt = 'fair'),
    count(*) FILTER (WHERE felt = 'hard'), count(*) FILTER (WHERE wrote)
FROM (
    SELECT r.version_id,
        r.answers ->> 'form_feedback' AS felt, jsonb_typeof(r.answers -> 'form_feedback_text') = 'string' AS wrote,
        coalesce(
            (SELECT nullif(sum((step.value ->> 's')::int), 0) FROM jsonb_each(r.trail) AS step),
            CASE WHEN r.submitted_at - r.started_at BETWEEN interval '1 second' AND interval '1 hour'
                THEN extract(epoch FROM r.submitted_at - r.started_at) END
        )::float AS seconds
    FROM questionnaires_response r
    WHERE r.submitted_at IS NOT NULL
) AS taken
GROUP BY version_id
"""


@dataclass(frozen=True)
class Felt:
    """How many found the form so, and how many wrote a line about it."""

    easy: int
    fair: int
    hard: int
    lines: int

    @property
    def said(self) -> int:
        return self.easy + self.fair + self.hard


@dataclass(frozen=True)
class Measured:
    """One version. Times are minutes with one decimal; None where fewer than FEWEST were measured."""

    version: Version
    stated: Decimal
    responses: int
    median: Decimal | None
    most: Decimal | None
    """The 90th percentile."""
    felt: Felt | None
    """None where fewer than FEWEST said anything."""

    @property
    def over(self) -> int:
        """The limit of minutes that half of the patients pass: 20, 8, or 0 where they pass neither."""
        if self.median is None or self.version.instrument.kind not in READ_BY_PATIENTS:
            return 0
        return next((limit for limit in (MOST_MINUTES, TARGET_MINUTES) if self.median > limit), 0)

    @property
    def is_few(self) -> bool:
        return self.responses < FEWEST


def measured() -> list[Measured]:
    """Every published version, by instrument, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_MEASURED)
        found = {row[0]: row[1:] for row in cursor.fetchall()}
    versions = Version.objects.select_related("instrument").defer("content").order_by("instrument__slug", "-number")
    return [_measured(version, *found.get(version.pk, (0, 0, None, None, 0, 0, 0, 0))) for version in versions]


def _measured(
    version: Version,
    responses: int,
    timed: int,
    median: float | None,
    most: float | None,
    *said: int,
) -> Measured:
    felt = Felt(*said)
    enough = timed >= FEWEST
    definition = version.definition
    return Measured(
        version=version,
        stated=timing.minutes(definition, definition.packs),
        responses=responses,
        median=_minutes(median) if enough else None,
        most=_minutes(most) if enough else None,
        felt=felt if felt.said >= FEWEST else None,
    )


def _minutes(seconds: float | None) -> Decimal | None:
    return None if seconds is None else (Decimal(seconds) / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)
