"""The questions a release asks of the database, each a whole file."""

from dataclasses import dataclass, field
from functools import cached_property

from psycopg import sql

from cohort.exports.columns import Columns, cell, columns, inert, steps
from cohort.exports.reading import consenting
from questionnaires.definition.schema import Definition
from questionnaires.models.staff_survey import INSTRUMENT as STAFF_SURVEY

VERSIONS = """
    SELECT i.id, i.slug, i.kind, v.number, v.content::text
    FROM questionnaires_version v JOIN questionnaires_instrument i ON i.id = v.instrument_id
    ORDER BY i.slug, v.number
"""

# Which response is whose: the only place where answers meet a study number.
ROWS = sql.SQL(
    """
    FROM questionnaires_response r
    JOIN questionnaires_version v ON v.id = r.version_id
    JOIN questionnaires_assignment s ON s.response_id = r.id
    JOIN members_participant p ON p.id = s.participant_id
    LEFT JOIN questionnaires_occasion o ON o.id = s.occasion_id
    LEFT JOIN questionnaires_wave w ON w.id = o.wave_id
    """
)
# What doctors answered about their own work: under a code of their own, with the year and no moment. A moment would
# say near which of their patients' records it was written, and so in which practice.
OF_STAFF = sql.SQL(
    """
    FROM questionnaires_response r
    JOIN questionnaires_version v ON v.id = r.version_id
    JOIN questionnaires_staffsurvey s ON s.response_id = r.id
    """
)
ORDER = sql.SQL("participant, submitted_at, response")
WAVE = inert(sql.Identifier("w", "slug"))

REASONS = {"d": "dont_know", "p": "prefer_not_to_say", "s": "skipped"}


@dataclass(frozen=True)
class Source:
    """One instrument with all its versions, as the snapshot has them."""

    pk: int
    slug: str
    kind: str
    definitions: dict[int, Definition] = field(default_factory=dict)

    @cached_property
    def columns(self) -> Columns:
        return columns(self.definitions)

    @cached_property
    def stable(self) -> list[str]:
        """The exported variables whose earlier answer is proposed, in some version."""
        found = {item.id for one in self.definitions.values() for item in one.items if item.stable}
        return sorted(found & set(self.columns.names))

    @property
    def is_diary(self) -> bool:
        """Its rows are about days, which are not those on which they were written."""
        return self.kind == "diary"

    @property
    def is_of_staff(self) -> bool:
        """Its rows are about a doctor's own work, and concern no participant."""
        return self.slug == STAFF_SURVEY

    @property
    def file(self) -> str:
        return f"answers/{self.slug}.csv"

    @property
    def _rows(self) -> sql.Composable:
        return OF_STAFF if self.is_of_staff else ROWS

    @property
    def _who(self) -> sql.Composable:
        """Study number and wave of a row, or the empty places of both."""
        if self.is_of_staff:
            return sql.SQL("NULL::text AS participant, NULL::text AS wave")
        return sql.SQL("p.study_number AS participant, {} AS wave").format(WAVE)

    @property
    def _where(self) -> sql.Composable:
        """Submitted; and of participants only who says yes. A doctor who answers is told that it goes to the study."""
        submitted = sql.SQL("v.instrument_id = {} AND r.submitted_at IS NOT NULL").format(sql.Literal(self.pk))
        return submitted if self.is_of_staff else sql.SQL("{} AND {}").format(submitted, consenting(self.kind))


def answers(source: Source) -> sql.Composable:
    """One row per submitted response to the instrument.

    What is sorted are the narrow keys `k`; the wide answers are read afterwards, in that order.
    """
    if source.is_of_staff:
        return _answers_of_staff(source)
    keys = sql.SQL(
        'SELECT r.id, p.study_number COLLATE "C" AS participant, {} AS wave, s.respondent, v.number AS version,'
        " r.uuid AS response, s.day, r.started_at, r.submitted_at {} WHERE {} ORDER BY {} OFFSET 0"
    ).format(WAVE, ROWS, source._where, ORDER)
    parts = [
        sql.SQL("k.participant, k.wave, k.respondent, k.version, k.response"),
        *([sql.SQL("to_char(k.day, 'YYYY-MM-DD') AS day")] if source.is_diary else []),
        sql.SQL("{} AS started_at").format(_moment("started_at")),
        sql.SQL("{} AS submitted_at").format(_moment("submitted_at")),
        *map(cell, source.columns.included),
    ]
    return sql.SQL("SELECT {} FROM ({}) AS k {} ORDER BY k.participant, k.submitted_at, k.response").format(
        sql.SQL(", ").join(parts), keys, steps(source.columns.included, set(source.definitions))
    )


def _answers_of_staff(source: Source) -> sql.Composable:
    parts = [sql.SQL("k.doctor, k.year, k.version, k.response"), *map(cell, source.columns.included)]
    return sql.SQL(
        "SELECT {} FROM (SELECT r.id, s.code AS doctor, s.year, v.number AS version, r.uuid AS response {} WHERE {}"
        " ORDER BY doctor, year OFFSET 0) AS k {} ORDER BY k.doctor, k.year"
    ).format(
        sql.SQL(", ").join(parts),
        OF_STAFF,
        source._where,
        steps(source.columns.included, set(source.definitions)),
    )


def scores(sources: list[Source]) -> sql.Composable:
    """One row per score of an exported response."""
    head = sql.SQL(
        "SELECT {who}, {slug} AS instrument, r.uuid AS response,"
        " {name} AS score, c.value, {band} AS band, {rule} AS rule, c.answered"
    )
    parts = [
        sql.SQL("{} {} JOIN questionnaires_score c ON c.response_id = r.id WHERE {}").format(
            head.format(
                who=source._who,
                slug=sql.Literal(source.slug),
                name=inert(sql.Identifier("c", "name")),
                band=inert(sql.Identifier("c", "band")),
                rule=inert(sql.Identifier("c", "rule")),
            ),
            source._rows,
            source._where,
        )
        for source in sources
    ]
    return _ordered(parts, "score")


def missing(sources: list[Source]) -> sql.Composable:
    """One row per question of an exported variable to which somebody gave a reason instead of an answer."""
    reason = sql.SQL(" ").join(
        sql.SQL("WHEN {} THEN {}").format(sql.Literal(code), sql.Literal(word)) for code, word in REASONS.items()
    )
    head = sql.SQL(
        "SELECT {who}, {slug} AS instrument, r.uuid AS response,"
        " e.key AS variable, CASE e.value ->> 'missing' {reason} END AS missing"
    )
    parts = [
        sql.SQL(
            "{} {} CROSS JOIN LATERAL jsonb_each(r.answers) AS e"
            " WHERE jsonb_typeof(e.value) = 'object' AND e.key = ANY({}) AND {}"
        ).format(
            head.format(who=source._who, slug=sql.Literal(source.slug), reason=reason),
            source._rows,
            sql.Literal(source.columns.names),
            source._where,
        )
        for source in sources
    ]
    return _ordered(parts, "variable")


def confirmed(sources: list[Source]) -> sql.Composable:
    """One row per answer that was proposed from an earlier questionnaire and left as it was."""
    head = sql.SQL("SELECT {who}, {slug} AS instrument, r.uuid AS response, e.variable")
    parts = [
        sql.SQL(
            "{} {} CROSS JOIN LATERAL unnest({}::text[]) AS e (variable)"
            " WHERE r.trail -> e.variable ->> 'from' = 'earlier' AND {}"
        ).format(
            head.format(who=source._who, slug=sql.Literal(source.slug)),
            source._rows,
            sql.Literal(source.stable),
            source._where,
        )
        for source in [source for source in sources if source.stable] or sources
    ]
    return _ordered(parts, "variable")


def participants(sources: list[Source]) -> sql.Composable:
    """One row per participant with an exported response: how they came in and take part, and whether a practice
    writes about them."""
    parts = [sql.SQL("SELECT p.id {} WHERE {}").format(ROWS, source._where) for source in sources]
    return sql.SQL(
        """
        SELECT p.study_number AS participant, c.kind AS channel, p.way,
            (g.provider_number IS NOT NULL AND g.takes_part)::int AS gp_record
        FROM ({}) AS k JOIN members_participant p ON p.id = k.id
        JOIN members_practice g ON g.id = p.practice_id
        LEFT JOIN recruitment_arrival a ON a.participant_id = p.id
        LEFT JOIN recruitment_channel c ON c.id = a.channel_id
        ORDER BY p.study_number COLLATE "C"
        """
    ).format(sql.SQL(" UNION ").join(parts))


def included(sources: list[Source]) -> sql.Composable:
    """One row per practice with participants in the release: the practice's key, and how many they are."""
    parts = [
        sql.SQL("SELECT p.practice_id AS practice, p.id AS participant {} WHERE {}").format(ROWS, source._where)
        for source in sources
        if not source.is_of_staff
    ]
    # UNION leaves each participant once, however much of theirs is included.
    return sql.SQL("SELECT practice, count(*) FROM ({}) AS t GROUP BY practice ORDER BY practice").format(
        sql.SQL(" UNION ").join(parts)
    )


def _ordered(parts: list[sql.Composed], last: str) -> sql.Composable:
    return sql.SQL('SELECT * FROM ({}) AS t ORDER BY participant COLLATE "C", instrument, response, {}').format(
        sql.SQL(" UNION ALL ").join(parts), sql.SQL('{} COLLATE "C"').format(sql.Identifier(last))
    )


def _moment(name: str) -> sql.Composable:
    return sql.SQL("to_char({} AT TIME ZONE 'UTC', {})").format(
        sql.Identifier("k", name), sql.Literal('YYYY-MM-DD"T"HH24:MI:SS"Z"')
    )
