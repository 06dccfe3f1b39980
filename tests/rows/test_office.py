"""What the study office keeps about practices to be won, and whom it may let into a practice (S15)."""

from uuid import uuid4

import psycopg
import pytest
from django.db import transaction

from cohort.accounts.models import Role, User
from cohort.members.models import Membership
from tests import clusters, factories
from tests.rows.conftest import Two
from tests.rows.test_practices import OFFICE

REQUEST = (
    "INSERT INTO recruitment_practicerequest (id, code, name, email, tutor, position, provider_number, practice_name,"
    " region_id, language, at, state, reason) SELECT %s, 'ABCDEFGH', '', '', '', 'doctor', '123456', 'x', id, 'da',"
    " now(), 'open', '' FROM members_region LIMIT 1"
)
MEMBERSHIP = (
    "INSERT INTO members_membership (user_id, practice_id, position, starts_on)"
    " VALUES (%s, %s, 'doctor', '2026-01-01') RETURNING id"
)


@pytest.fixture(scope="module")
def people(two: Two) -> dict[str, User]:
    office = factories.staff(Role.STUDY_OFFICE)
    clusters.cluster(by=office)
    return {
        "study_office": office,
        "administrator": factories.staff(Role.ADMINISTRATOR),
        "clinician": two.here.clinician,
        "data_manager": factories.staff(Role.DATA_MANAGER),
        "interviewer": factories.staff(Role.INTERVIEWER),
        "researcher": factories.staff(Role.RESEARCHER),
    }


@pytest.mark.parametrize("table", sorted(OFFICE))
def test_only_the_office_and_administrators_read_it(two: Two, people: dict[str, User], table: str) -> None:
    for role, user in people.items():
        with two.acting(user=user.pk) as run:
            sees = role in ("study_office", "administrator")
            assert run(f"SELECT count(*) > 0 FROM {table}") == [(sees,)], role
            changed = run(f"UPDATE {table} SET id = id")
            assert (changed != [(0,)]) == sees, role
    for role in ("rygvej_app", "rygvej_worker"):
        with two.acting(role) as run:
            assert run(f"SELECT count(*) FROM {table}") == [(0,)]
    with two.acting("rygvej_report") as run, pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(f"SELECT * FROM {table}")


def test_anybody_adds_an_open_request_and_reads_none(two: Two, people: dict[str, User]) -> None:
    with two.acting() as run:
        assert run(REQUEST, uuid4()) == [(1,)]
        assert run("SELECT count(*) FROM recruitment_practicerequest") == [(0,)]
        assert run("UPDATE recruitment_practicerequest SET code = code") == [(0,)]
    with two.acting() as run, pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        run(REQUEST + " RETURNING id", uuid4())
    accepted = REQUEST.replace("'open', ''", "'accepted', ''")
    with two.acting() as run, pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
        run(accepted, uuid4())


def test_the_office_lets_somebody_into_a_practice_without_participants_only(two: Two, people: dict[str, User]) -> None:
    empty, office = factories.practice("Lægerne i Byen"), people["study_office"].pk
    stranger = people["researcher"].pk
    with two.acting(user=office) as run:
        assert len(run(MEMBERSHIP, stranger, empty.pk)) == 1
        assert run("UPDATE members_membership SET ends_on = NULL") == [(0,)]
        assert run("DELETE FROM members_membership") == [(0,)]
    for who, where in ((stranger, two.here.participant.practice_id), (office, empty.pk)):
        with two.acting(user=office) as run, pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level"):
            run(MEMBERSHIP, who, where)
    with two.acting(user=people["administrator"].pk) as run:
        assert len(run(MEMBERSHIP, stranger, two.here.participant.practice_id)) == 1


def test_a_move_ends_what_is_reached_with_the_day(two: Two) -> None:
    here, there = two.here, two.there
    with transaction.atomic():
        trainee = factories.staff()
        for side, starts_on, ends_on in ((here, "2026-01-01", "2026-07-01"), (there, "2026-07-01", None)):
            Membership.objects.create(
                user=trainee,
                practice=side.participant.practice,
                position=Membership.Position.TRAINEE,
                tutor=side.clinician,
                starts_on=starts_on,
                ends_on=ends_on,
            )
    for day, seen in (
        ("2025-12-31", []),
        ("2026-06-30", [(here.participant.pk,)]),
        ("2026-07-01", [(there.participant.pk,)]),
    ):
        with two.acting(user=trainee.pk, day=day) as run:
            assert run("SELECT id FROM members_participant") == seen
            assert run("SELECT DISTINCT participant_id FROM members_contactdetails") == seen
