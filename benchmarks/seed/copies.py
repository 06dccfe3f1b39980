"""Copies of the original participants with everything that hangs on them, made in the database by INSERT … SELECT.

Copy number k of a row has the row's own number plus k times STRIDE, and so have all references between copied rows.
Whatever must be unique beside the number (study numbers, uuids, hashes) is made from the original's and k.
"""

from random import Random

import psycopg
from psycopg import sql

from cohort.common.study_number import check_digit

STRIDE = 100_000  # more than any table of the originals holds
SEED = 20260103

# Table → columns that do not simply come along. Left out: what was sent and audited, which no measured page reads.
UUID = "md5({column}::text || '/' || c.k)::uuid"
SHIFT = "{column} + c.k * {stride}"
TABLES: dict[str, dict[str, str]] = {
    "members_participant": {
        "id": SHIFT,
        "study_number": "c.study_number",
        "practice_id": "c.practice_id",
        "enrolled_by_id": "c.clinician_id",
    },
    "members_contactdetails": {
        "id": SHIFT,
        "participant_id": SHIFT,
        "email_key": "encode(sha256(convert_to({column} || '/' || c.k, 'UTF8')), 'hex')",
        "mobile_key": "encode(sha256(convert_to({column} || '/' || c.k, 'UTF8')), 'hex')",
        "cpr_key": "encode(sha256(convert_to({column} || '/' || c.k, 'UTF8')), 'hex')",
    },
    "members_consentdecision": {"id": SHIFT, "participant_id": SHIFT},
    "recruitment_arrival": {"id": SHIFT, "participant_id": SHIFT},
    "questionnaires_occasion": {"id": SHIFT, "participant_id": SHIFT},
    "questionnaires_response": {"id": SHIFT, "uuid": UUID},
    "questionnaires_score": {"id": SHIFT, "response_id": SHIFT},
    "questionnaires_assignment": {
        "id": SHIFT,
        "participant_id": SHIFT,
        "occasion_id": SHIFT,
        "response_id": SHIFT,
        "uuid": UUID,
        "answered_by_id": "CASE WHEN {column} IS NULL THEN NULL ELSE c.clinician_id END",
    },
    "members_personallink": {
        "id": SHIFT,
        "participant_id": SHIFT,
        "digest": "encode(sha256(convert_to(bench_token({participant} + c.k * {stride}), 'UTF8')), 'hex')",
    },
    "pathways_episode": {"id": SHIFT, "participant_id": SHIFT},
    "pathways_event": {
        "id": SHIFT,
        "episode_id": SHIFT,
        "source": "'record:' || md5(substr({column}, 8) || '/' || c.k)::uuid",
    },
}
# How a row finds the participant whose copy it belongs to.
WHOSE = {
    "members_participant": "o.id",
    "questionnaires_response": "(SELECT participant_id FROM questionnaires_assignment WHERE response_id = o.id)",
    "questionnaires_score": "(SELECT participant_id FROM questionnaires_assignment WHERE response_id = o.response_id)",
    "pathways_event": "(SELECT participant_id FROM pathways_episode WHERE id = o.episode_id)",
}
# Start links only: of the others nobody knows the token, and a copy cannot have one that works.
ONLY = {"members_personallink": "o.purpose = 'start' AND o.revoked_at IS NULL"}

# The token of a participant's start link in the bench: as long as a real one, and known to the load generator.
TOKEN = """
CREATE OR REPLACE FUNCTION bench_token(participant bigint) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT substr(translate(
        encode(sha256(convert_to('bench ' || participant, 'UTF8')), 'base64'), '+/', '-_'
    ), 1, 43) $$
"""


def multiply(connection: psycopg.Connection, participants: int) -> None:
    """Bring the database of the originals to that many participants, spread over the practices of the bench.

    Needs a superuser: triggers and foreign keys rest meanwhile, because whole families of rows arrive at once.
    """
    with connection.transaction(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(TOKEN)
        cursor.execute(
            "UPDATE members_personallink"
            " SET digest = encode(sha256(convert_to(bench_token(participant_id), 'UTF8')), 'hex')"
            " WHERE purpose = 'start' AND revoked_at IS NULL"
        )
        _plan(cursor, participants)
        for table, own in TABLES.items():
            _copy(cursor, table, own)
            cursor.execute(
                sql.SQL("SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}").format(
                    sql.Literal(table), sql.Identifier(table)
                )
            )


def _plan(cursor: psycopg.Cursor, participants: int) -> None:
    """The table `copies`: which participant, which copy, under which study number, in which practice."""
    cursor.execute("SELECT id, study_number FROM members_participant ORDER BY id")
    originals = cursor.fetchall()
    cursor.execute(
        "SELECT p.id, m.user_id FROM members_practice p JOIN members_membership m ON m.practice_id = p.id"
        " WHERE p.provider_number >= '900000' ORDER BY p.id"
    )
    practices = cursor.fetchall()
    taken = {int(number[1:8]) for _, number in originals}
    numbers = [n for n in Random(SEED).sample(range(10_000_000), participants + len(taken)) if n not in taken]
    cursor.execute(
        "CREATE TEMP TABLE copies"
        " (original bigint, k bigint, study_number text, practice_id bigint, clinician_id bigint)"
        " ON COMMIT DROP"
    )
    with cursor.copy("COPY copies FROM STDIN") as copy:
        for at in range(max(participants - len(originals), 0)):
            digits = f"{numbers[at]:07d}"
            practice, clinician = practices[at % len(practices)]
            original = originals[at % len(originals)][0]
            copy.write_row(
                (original, at // len(originals) + 1, f"R{digits}-{check_digit(digits)}", practice, clinician)
            )
    cursor.execute("ANALYZE copies")


def _copy(cursor: psycopg.Cursor, table: str, own: dict[str, str]) -> None:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
        " AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    columns = [str(row[0]) for row in cursor.fetchall()]
    values = [
        own.get(column, "{column}").format(column=f'o."{column}"', stride=STRIDE, participant="o.participant_id")
        for column in columns
    ]
    whose = WHOSE.get(table, "o.participant_id")
    only = ONLY.get(table, "true")
    names = ", ".join(f'"{column}"' for column in columns)
    # Ours alone: every word of it stands above.
    cursor.execute(
        f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE SELECT {', '.join(values)}"
        f" FROM (SELECT *, {whose} AS whose FROM {table} AS o WHERE {only}) AS o"
        " JOIN copies c ON c.original = o.whose ORDER BY c.k, o.id".encode()
    )
