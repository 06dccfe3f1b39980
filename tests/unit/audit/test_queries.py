"""What people may see of the audit."""

import pytest
from django.db import transaction

from cohort.audit import queries
from cohort.audit.actions import record
from cohort.audit.models import Kind

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
    for action in queries.LEAVING:
        act(action, practice=7)
    act("participant.read", practice=7)
    act("record.kept", practice=8)
    assert [row.action for row in queries.left_practice(7)] == list(reversed(queries.LEAVING))
    assert queries.left_practice(7, 8).count() == len(queries.LEAVING) + 1
    assert not queries.left_practice()
