"""A study number that was erased is never given again, although whoever enrols cannot see the erasure."""

import psycopg
import pytest

from cohort.common.study_number import new_study_number
from tests.rows.conftest import Two

ERASED = (
    "INSERT INTO members_erasure (uuid, study_number, choice, asked_by, asked_at, done_at, counts)"
    " VALUES (gen_random_uuid(), %s, 'now', 'system:test', now(), now(), '{}')"
)
ENROLLED = (
    "INSERT INTO members_participant"
    " (study_number, practice_id, language, birth_year, enrolled_at, enrolled_by_id, way)"
    " VALUES (%s, %s, 'da', 1950, now(), %s, 'online')"
)


@pytest.mark.covers("S32")
def test_an_erased_number_is_refused_to_whoever_enrols(two: Two) -> None:
    erased, fresh, here = new_study_number(), new_study_number(), two.here
    with psycopg.connect(two.database.url("rygvej_worker")) as connection:
        connection.execute("SELECT set_config('rygvej.whole', 'yes', true)")
        connection.execute(ERASED, [erased])
    with two.acting(user=here.clinician.pk) as run:
        assert run("SELECT count(*) FROM members_erasure WHERE study_number = %s", erased) == [(0,)]
        assert run(ENROLLED, fresh, here.participant.practice_id, here.clinician.pk) == [(1,)]
        with pytest.raises(psycopg.errors.UniqueViolation, match="was erased"):
            run(ENROLLED, erased, here.participant.practice_id, here.clinician.pk)
