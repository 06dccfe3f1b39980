"""What people may see of the audit."""

import pytest
from django.db import transaction

from cohort.accounts.models import Role
from cohort.audit import acts, queries
from cohort.audit.actions import record
from cohort.audit.models import Kind
from cohort.members.actions.staff import PRACTICE_ROLES

pytestmark = pytest.mark.django_db


def act(action: str, *, by: str = "user:1", subject: str = "participant:R4821937-5", **more: str | int) -> None:
    with transaction.atomic():
        record(by=by, action=action, subject=subject, **more)  # type: ignore[arg-type]


def test_a_participant_sees_every_act_about_them_and_no_other() -> None:
    act("participant.read", purpose="care", practice=7, role="clinician")
    act("consent.decided", by="participant:R4821937-5")
    act("summary.printed", by="system:worker")
    act("participant.read", subject="participant:R1111111-1")
    rows = queries.about("R4821937-5")
    assert [(row.action, row.kind) for row in rows] == [
        ("summary.printed", Kind.PROGRAM),
        ("consent.decided", Kind.PARTICIPANT),
        ("participant.read", Kind.STAFF),
    ]
    assert (rows[2].purpose, rows[2].practice, rows[2].role) == ("care", 7, "clinician")
    assert rows[0].role == ""


def test_a_practice_sees_what_left_it() -> None:
    leaving = sorted(acts.LEAVING)
    for action in leaving:
        act(action, practice=7)
    for action in acts.STAYING:
        act(action, practice=7)
    act("record.kept", practice=8)
    assert [row.action for row in queries.left_practice(7)] == list(reversed(leaving))
    assert queries.left_practice(7, 8).count() == len(leaving) + 1
    assert not queries.left_practice()


@pytest.mark.parametrize("action", sorted(acts.LEAVING_WITH_OTHERS))
def test_some_acts_leave_it_when_they_are_done_by_others(action: str) -> None:
    for role in Role.values:
        act(action, practice=7, role=role)
    act(action, practice=7)  # by staff of whom no role is known: told rather than not
    act(action, by="participant:R4821937-5", practice=7, role="")
    told = [row.role for row in reversed(queries.left_practice(7))]
    assert told == [*(role for role in Role.values if role not in PRACTICE_ROLES), ""]


def test_who_works_in_a_practice_is_said_twice_and_is_the_same() -> None:
    assert set(acts.INSIDE) == set(PRACTICE_ROLES)
