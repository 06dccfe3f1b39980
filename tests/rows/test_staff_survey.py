"""What a doctor answers about their own work: theirs, and read by those who look after data. Colleagues see nothing."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import uuid4

import psycopg
import pytest

from cohort.accounts.models import Role, User
from questionnaires.actions import staff_survey
from questionnaires.models import Response, Version
from tests import factories
from tests.rows.conftest import Two

TABLES = {"questionnaires_staffsurvey": "response_id", "questionnaires_response": "id"}


@dataclass(frozen=True)
class Asked:
    two: Two
    doctor: User
    response: Response

    def sees(self, table: str, role: str = "rygvej_app", **reach: object) -> bool:
        with self.two.acting(role, **reach) as run:
            return bool(run(f"SELECT 1 FROM {table} WHERE {TABLES[table]} = %s", self.response.pk))


@pytest.fixture(scope="module")
def asked(two: Two) -> Iterator[Asked]:
    from django.db import transaction

    with ExitStack():
        with transaction.atomic():
            doctor = factories.staff(of=two.here.participant.practice)
            response = staff_survey.answer(
                version=Version.objects.current("gp_practice"),
                form=uuid4(),
                answers={"gp_confidence_pa": 2},
                by=doctor,
            )
        yield Asked(two, doctor, response)


@pytest.mark.parametrize("table", TABLES)
def test_the_doctor_and_those_who_look_after_data_read_it(asked: Asked, table: str) -> None:
    assert asked.sees(table, user=asked.doctor.pk)
    assert asked.sees(table, user=factories.staff(Role.DATA_MANAGER).pk)
    assert asked.sees(table, "rygvej_worker", whole="yes")
    assert asked.sees(table, "rygvej_report")


@pytest.mark.parametrize("table", TABLES)
def test_nobody_else_does(asked: Asked, table: str) -> None:
    practice = asked.two.here.participant.practice
    others = [factories.staff(Role.PRACTICE_STAFF, of=practice), factories.staff(of=practice)]
    others += [factories.staff(role) for role in (Role.STUDY_OFFICE, Role.INTERVIEWER, Role.RESEARCHER)]
    others += [asked.two.there.clinician, factories.staff(Role.ADMINISTRATOR)]
    assert not [one.role for one in others if asked.sees(table, user=one.pk)]
    assert not asked.sees(table, participant=asked.two.here.participant.pk)
    assert not asked.sees(table)


def test_nobody_writes_in_another_doctors_name(asked: Asked) -> None:
    add = (
        "INSERT INTO questionnaires_staffsurvey (user_id, year, code, put_off_until)"
        " VALUES (%s, 2001, gen_random_uuid(), '2001-02-01')"
    )
    with asked.two.acting(user=asked.doctor.pk) as run:
        assert run(add, asked.doctor.pk) == [(1,)]
    for other in (asked.two.here.clinician, factories.staff(Role.DATA_MANAGER)):
        with (
            asked.two.acting(user=other.pk) as run,
            pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"),
        ):
            run(add, asked.doctor.pk)
