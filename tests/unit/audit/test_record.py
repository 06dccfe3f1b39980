"""The audit: written with the act or not at all."""

import pytest
from django.db import DatabaseError, transaction

from cohort.audit.actions import OutsideTransaction, record
from cohort.audit.models import Entry
from cohort.members.models import ContactDetails, Participant
from tests import factories


def an_entry() -> Entry:
    record(by="system:test", action="test.happened", subject="test:1", count=3)
    return Entry.objects.get(action="test.happened")


@pytest.mark.django_db
def test_a_row_holds_who_what_and_how_many() -> None:
    entry = an_entry()
    assert (entry.actor, entry.subject, entry.detail) == ("system:test", "test:1", {"count": 3})


@pytest.mark.django_db(transaction=True)
def test_no_row_without_a_transaction() -> None:
    with pytest.raises(OutsideTransaction):
        record(by="system:test", action="test.happened", subject="test:1")


@pytest.mark.django_db
def test_an_act_whose_audit_fails_did_not_happen(monkeypatch: pytest.MonkeyPatch) -> None:
    doctor = factories.staff(of=factories.practice())

    def broken(**_: object) -> None:
        raise RuntimeError("no audit today")

    monkeypatch.setattr("recruitment.actions.enrol.record", broken)
    with pytest.raises(RuntimeError, match="no audit"), transaction.atomic():
        factories.enrolled(by=doctor)
    assert not Participant.objects.exists()
    assert not ContactDetails.objects.exists()


@pytest.mark.django_db
def test_an_action_without_a_subject_is_refused_by_the_database() -> None:
    with pytest.raises(DatabaseError, match="audit_action_has_subject_and_verb"), transaction.atomic():
        record(by="system:test", action="happened", subject="test:1")
