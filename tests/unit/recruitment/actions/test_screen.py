"""The log of those who were asked: counts with reasons, nobody's name, and a way back for a slip of the finger."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import NoLongerOpen, NotAllowed
from cohort.members.models import Practice
from recruitment.actions import screen
from recruitment.models import ScreeningEntry
from tests import factories


@pytest.fixture
def practice(db: None) -> Practice:
    return factories.practice()


@pytest.fixture
def doctor(practice: Practice) -> User:
    return factories.staff(of=practice)


def test_it_is_counted_with_its_reason_and_audited(practice: Practice, doctor: User) -> None:
    screen.note(practice=practice, outcome="declined", reason="no_time", by=doctor)
    entry = ScreeningEntry.objects.get()
    assert (entry.practice, entry.outcome, entry.reason, entry.seconds) == (practice, "declined", "no_time", None)
    row = Entry.objects.get(action="screening.noted")
    assert (row.actor, row.subject, row.practice) == (doctor.actor, f"practice:{practice.pk}", practice.pk)


def test_nothing_in_it_can_name_anybody() -> None:
    fields = {field.name for field in ScreeningEntry._meta.get_fields()}
    assert fields == {"id", "practice", "outcome", "reason", "seconds", "at"}


def test_only_where_one_works(practice: Practice) -> None:
    stranger = factories.staff(of=factories.practice("Lægerne ved Åen"))
    with pytest.raises(NotAllowed):
        screen.note(practice=practice, outcome="declined", reason="", by=stranger)
    entry = ScreeningEntry.objects.create(practice=practice, outcome="declined")
    with pytest.raises(NotAllowed):
        screen.take_back(entry=entry, by=stranger)
    assert ScreeningEntry.objects.count() == 1


def test_it_can_be_taken_back_for_ten_minutes(practice: Practice, doctor: User) -> None:
    entry = screen.note(practice=practice, outcome="not_eligible", reason="not_back", by=doctor)
    with clock.use(lambda: entry.at + timedelta(minutes=11)), pytest.raises(NoLongerOpen):
        screen.take_back(entry=entry, by=doctor)
    with clock.use(lambda: entry.at + timedelta(minutes=9)):
        screen.take_back(entry=entry, by=doctor)
    assert not ScreeningEntry.objects.exists()
    assert Entry.objects.filter(action="screening.taken_back", detail__outcome="not_eligible").count() == 1


def test_an_enrolment_is_not_taken_back_here(practice: Practice, doctor: User) -> None:
    factories.enrolled(by=doctor)
    with pytest.raises(NoLongerOpen):
        screen.take_back(entry=ScreeningEntry.objects.get(), by=doctor)


def test_an_unknown_reason_is_refused_by_the_database(practice: Practice, doctor: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        screen.note(practice=practice, outcome="declined", reason="Grethe Lyngsøe", by=doctor)
