"""What each person is counted as, put together once, one row for each person; and the counting of them.

A person who was approached and did not join is a row too, with a place and nothing else. What somebody answered is
used while their yes to questionnaires stands; somebody known under a second number is counted once. Who withdrew is
seen by the plan that was made for them, and is asked about no occasion that opened afterwards.
"""

from cohort.members.models.region import NOW_CALLED

# Dimension → its column, or the two that are crossed.
PLACES = ("region", "cluster", "practice")
TRAITS = ("channel", "way", "age", "sex", "education", "work", "strain", "duration")
# Answers that a dimension is read from: the newest of the two first questionnaires.
ANSWERS = {
    "sex": "sex",
    "education": "education",
    "work": "work_now",
    "strain": "econ_strain",
    "duration": "episode_duration",
}
START = ("baseline_a", "baseline_b")

_TAKEN = ",\n        ".join(
    f"(array_agg(r.answers ->> '{item}' ORDER BY r.submitted_at DESC)"
    f" FILTER (WHERE jsonb_typeof(r.answers -> '{item}') = 'string'))[1] AS {name}"
    for name, item in ANSWERS.items()
)
_TOLD = ", ".join(f"coalesce(told.{name}, '') AS {name}" for name in ANSWERS)
_NO_TRAITS = ", ".join(f"NULL::text AS {name}" for name in TRAITS)

_FACTS = f"""
WITH RECURSIVE now_called AS ({NOW_CALLED}), place AS MATERIALIZED (
    SELECT p.id, coalesce(n.region::text, '') AS region, coalesce(p.cluster_id::text, '') AS cluster,
        p.id::text AS practice
    FROM members_practice p LEFT JOIN now_called n ON n.id = p.region_id
), decided AS MATERIALIZED (
    SELECT participant_id, granted, decided_at FROM members_consent WHERE scope = 'questionnaires'
), told AS MATERIALIZED (
    SELECT s.participant_id,
        {_TAKEN}
    FROM questionnaires_assignment s
    JOIN questionnaires_version v ON v.id = s.version_id
    JOIN questionnaires_instrument i ON i.id = v.instrument_id AND i.slug = ANY (%(start)s)
    JOIN questionnaires_response r ON r.id = s.response_id AND r.submitted_at IS NOT NULL
    JOIN decided d ON d.participant_id = s.participant_id AND d.granted
    WHERE s.state = 'submitted'
    GROUP BY s.participant_id
), asked AS MATERIALIZED (
    SELECT o.participant_id,
        coalesce(array_agg('due:' || w.slug) FILTER (WHERE o.opens_at <= %(at)s AND o.in_time), '{{}}')
        || coalesce(array_agg('answered:' || w.slug) FILTER (WHERE o.answered), '{{}}') AS stages
    FROM (
        SELECT o.id, o.participant_id, o.wave_id, o.opens_at, bool_or(s.state = 'submitted') AS answered,
            bool_or(d.granted OR d.decided_at > o.opens_at OR s.state = 'submitted') AS in_time
        FROM questionnaires_occasion o
        JOIN questionnaires_assignment s ON s.occasion_id = o.id AND s.respondent = 'participant'
        LEFT JOIN decided d ON d.participant_id = o.participant_id
        WHERE o.opens_at <= %(at)s
        GROUP BY o.id
    ) o
    JOIN questionnaires_wave w ON w.id = o.wave_id
    GROUP BY o.participant_id
), fact AS MATERIALIZED (
SELECT date_trunc('month', p.enrolled_at AT TIME ZONE 'Europe/Copenhagen')::date AS month,
    place.region, place.cluster, place.practice,
    coalesce(c.kind, '') AS channel, p.way,
    CASE
        WHEN date_part('year', p.enrolled_at) - p.birth_year < 30 THEN '18'
        WHEN date_part('year', p.enrolled_at) - p.birth_year >= 80 THEN '80'
        ELSE (floor((date_part('year', p.enrolled_at) - p.birth_year) / 10) * 10)::text
    END AS age,
    {_TOLD},
    ARRAY['approached', 'eligible', 'enrolled']
    || CASE
        WHEN d.granted THEN '{{consented}}'::text[]
        WHEN d.participant_id IS NULL THEN '{{undecided}}'
        WHEN asked.participant_id IS NULL THEN '{{said_no}}'
        ELSE '{{consented,withdrew}}'
    END
    || coalesce(asked.stages, '{{}}') AS stages
FROM members_participant p
JOIN place ON place.id = p.practice_id
LEFT JOIN recruitment_arrival a ON a.participant_id = p.id
LEFT JOIN recruitment_channel c ON c.id = a.channel_id
LEFT JOIN decided d ON d.participant_id = p.id
LEFT JOIN told ON told.participant_id = p.id
LEFT JOIN asked ON asked.participant_id = p.id
WHERE p.merged_into_id IS NULL
UNION ALL
SELECT date_trunc('month', s.at AT TIME ZONE 'Europe/Copenhagen')::date, place.region, place.cluster, place.practice,
    {_NO_TRAITS},
    CASE s.outcome
        WHEN 'declined' THEN ARRAY['approached', 'eligible', 'declined', 'declined:' || s.reason]
        ELSE ARRAY['approached', 'not_eligible', 'not_eligible:' || s.reason]
    END
FROM recruitment_screeningentry s
JOIN place ON place.id = s.practice_id
WHERE s.outcome <> 'enrolled'
)
"""  # noqa: S608 - our own names

_DIMENSIONS = (*PLACES, *TRAITS)
_SETS = ", ".join(f"(month, stage, {name})" for name in _DIMENSIONS)
_NAMED = " ".join(f"WHEN grouping({name}) = 0 THEN '{name}'" for name in _DIMENSIONS)
_VALUED = " ".join(f"WHEN grouping({name}) = 0 THEN {name}" for name in _DIMENSIONS)
_OF_PLACES = ", ".join(f"'{name}'" for name in ("whole", *PLACES))

# All dimensions in one pass. Who was only approached has no traits, and is counted under places alone. How the waves
# went month by month is kept for what has few values.
TALLY = f"""
INSERT INTO recruitment_tally (dimension, value, month, stage, count, hidden)
{_FACTS}
SELECT dimension, value, month, stage, count, 'kept' FROM (
    SELECT CASE
            WHEN grouping(channel, age) = 0 THEN 'channel_age' {_NAMED} ELSE 'whole'
        END AS dimension,
        CASE WHEN grouping(channel, age) = 0 THEN channel || ':' || age {_VALUED} ELSE '' END AS value,
        month, stage, count(*) AS count
    FROM fact CROSS JOIN LATERAL unnest(stages) AS s (stage)
    GROUP BY GROUPING SETS ((month, stage), {_SETS}, (month, stage, channel, age))
) t
WHERE value IS NOT NULL
    AND (dimension IN ({_OF_PLACES}) OR stage NOT IN ('approached', 'eligible'))
    AND (dimension NOT IN ('practice', 'cluster') OR stage !~ '^(due|answered):' OR stage = %(first)s)
"""  # noqa: S608 - our own names

TOTALS = """
INSERT INTO recruitment_tally (dimension, value, stage, count, hidden)
SELECT dimension, value, stage, sum(count), 'kept' FROM recruitment_tally
WHERE month IS NOT NULL GROUP BY dimension, value, stage
"""
