"""The yearly questions about a doctor's own work: kept once a year, frozen, and of no participant."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.exports.person.paths import path, reached
from questionnaires.actions import load, staff_survey
from questionnaires.engine.answers import Value
from questionnaires.models import Assignment, Response, StaffSurvey, Version
from tests import factories

NEW_YEARS_EVE = datetime(2026, 12, 31, 11, tzinfo=UTC)
LEAP = datetime(2028, 2, 29, 11, tzinfo=UTC)
SAID: dict[str, Value] = {"gp_confidence_pa": 4, "gp_time_pa": "2", "gp_model": {"missing": "s"}}


@pytest.fixture
def doctor(db: None) -> User:
    load.load_shipped()
    return factories.staff(of=factories.practice())


def answer(doctor: User, at: datetime, said: dict[str, Value] = SAID, **more: Any) -> Response:
    with clock.use(lambda: at):
        return answer_now(doctor, said, **more)


def answer_now(doctor: User, said: dict[str, Value] = SAID, **more: Any) -> Response:
    version = Version.objects.current("gp_practice")
    return staff_survey.answer(**{"version": version, "form": uuid4(), "answers": said, "by": doctor, **more})


def asks(doctor: User, year: int, month: int, day: int) -> bool:
    return StaffSurvey.objects.asks(doctor, date(year, month, day))


def test_answers_are_kept_handed_in_and_stand_with_no_participant(doctor: User) -> None:
    response = answer(doctor, NEW_YEARS_EVE)
    assert response.answers == SAID
    assert response.submitted_at == NEW_YEARS_EVE
    kept = StaffSurvey.objects.get()
    assert (kept.user, kept.year, kept.response, kept.answered_at) == (doctor, 2026, response, NEW_YEARS_EVE)
    assert not Assignment.objects.exists()
    entry = Entry.objects.get(action="staff_survey.answered")
    assert (entry.actor, entry.subject, entry.practice) == (doctor.actor, doctor.actor, None)
    assert (entry.purpose, entry.detail["unanswered"]) == ("study", 1)
    assert "gp_time_pa" not in str(entry.detail)


def test_the_questions_come_again_after_a_year_to_the_day(doctor: User) -> None:
    assert asks(doctor, 2026, 12, 31)
    answer(doctor, NEW_YEARS_EVE)
    assert not asks(doctor, 2027, 12, 30)
    assert asks(doctor, 2027, 12, 31)
    assert asks(factories.staff(), 2026, 12, 31)
    with pytest.raises(Refusal) as refused:
        answer(doctor, NEW_YEARS_EVE.replace(year=2027, day=30))
    assert refused.value.code == "answered_this_year"
    answer(doctor, NEW_YEARS_EVE.replace(year=2027))
    first, second = StaffSurvey.objects.order_by("year")
    assert (first.year, second.year, first.code) == (2026, 2027, second.code)


def test_after_a_leap_day_they_come_again_in_march(doctor: User) -> None:
    answer(doctor, LEAP)
    assert not asks(doctor, 2029, 2, 28)
    assert asks(doctor, 2029, 3, 1)


def test_put_off_they_come_again_after_thirty_days_and_can_be_answered_before(doctor: User) -> None:
    for day in (1, 2):
        with clock.use(lambda on=day: datetime(2026, 5, on, 11, tzinfo=UTC)):
            staff_survey.put_off(by=doctor)
    assert not asks(doctor, 2026, 5, 30)
    assert asks(doctor, 2026, 5, 31)
    assert Entry.objects.filter(action="staff_survey.put_off").count() == 1, "put off already: nothing to do"
    answer(doctor, datetime(2026, 5, 20, 11, tzinfo=UTC))
    assert StaffSurvey.objects.get().put_off_until is None
    assert not asks(doctor, 2027, 5, 19)


def test_who_has_answered_puts_nothing_off(doctor: User) -> None:
    answer(doctor, NEW_YEARS_EVE)
    with clock.use(lambda: NEW_YEARS_EVE):
        staff_survey.put_off(by=doctor)
    assert StaffSurvey.objects.get().put_off_until is None


def test_the_same_page_sent_twice_is_kept_once(doctor: User) -> None:
    form = uuid4()
    first = answer(doctor, NEW_YEARS_EVE, form=form)
    assert answer(doctor, NEW_YEARS_EVE, {"gp_confidence_pa": 9}, form=form) == first
    assert Response.objects.get().answers == SAID


@pytest.mark.django_db(transaction=True)
def test_two_pages_sent_at_once_are_kept_once() -> None:
    load.load_shipped()
    doctor, both = factories.staff(of=factories.practice()), Barrier(2)

    def sending(_: int) -> str:
        try:
            both.wait(timeout=10)
            answer_now(doctor)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    # one clock for both, because it is the process's: two threads that each set it would leave one standing
    with clock.use(lambda: NEW_YEARS_EVE), ThreadPoolExecutor(2) as threads:
        assert set(threads.map(sending, range(2))) == {"", "answered_this_year"}
    assert Response.objects.count() == 1


def test_the_page_of_another_doctor_is_refused(doctor: User) -> None:
    form = uuid4()
    answer(doctor, NEW_YEARS_EVE, form=form)
    other = factories.staff()
    with pytest.raises(Refusal) as refused:
        answer(other, NEW_YEARS_EVE, form=form)
    assert refused.value.code == "foreign_form"
    assert not StaffSurvey.objects.filter(user=other).exists()


def test_a_page_without_answers_is_refused(doctor: User) -> None:
    skipped: dict[str, Value] = {name: {"missing": "s"} for name in SAID}
    with pytest.raises(Refusal) as refused:
        answer(doctor, NEW_YEARS_EVE, skipped)
    assert refused.value.code == "nothing_answered"
    answer(doctor, NEW_YEARS_EVE, skipped | {"gp_model": {"missing": "d"}})


def test_the_database_keeps_one_row_a_year_answered_or_put_off(doctor: User) -> None:
    response = answer(doctor, NEW_YEARS_EVE)
    with pytest.raises(IntegrityError, match="staff_survey_once_a_year"), transaction.atomic():
        StaffSurvey.objects.create(user=doctor, year=2026, put_off_until=date(2026, 6, 1))
    with pytest.raises(IntegrityError, match="staff_survey_answered_or_put_off"), transaction.atomic():
        StaffSurvey.objects.create(user=doctor, year=2027)
    for change in (StaffSurvey.objects.all().delete, lambda: StaffSurvey.objects.update(year=2027)):
        with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
            change()
    with pytest.raises(IntegrityError, match="never changed or removed"), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(answers={})


def test_no_participant_is_handed_or_erases_such_a_row() -> None:
    assert path(StaffSurvey) is None
    assert StaffSurvey not in reached()
    assert path(Response) == "assignment__participant"
