"""Enrolling: one transaction, the same person once, rules with sentences."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import NotAllowed, Refusal
from cohort.common.study_number import is_study_number
from cohort.common.tokens import digest
from cohort.members.models import ContactDetails, Participant, PersonalLink, Practice
from cohort.outbox.models import Message
from recruitment.actions import enrol
from recruitment.models import ScreeningEntry
from tests import factories

NOW = datetime(2026, 5, 14, 10, tzinfo=UTC)
GRETHE: dict[str, object] = {"name": "Grethe Lyngsøe", "birth_date": date(1953, 4, 17), "language": "da"}


@pytest.fixture
def practice(db: None) -> Practice:
    return factories.practice()


@pytest.fixture
def doctor(practice: Practice) -> User:
    return factories.staff(of=practice)


def register(doctor: User, practice: Practice, **given: object) -> enrol.Enrolled:
    details = GRETHE | {"email": "grethe@test.example", "mobile": ""} | given
    return enrol.register(practice=practice, by=doctor, **details)  # type: ignore[arg-type]


@pytest.mark.covers("R7")
def test_an_enrolment_is_everything_at_once(doctor: User, practice: Practice) -> None:
    with clock.use(lambda: NOW):
        done = register(doctor, practice)
    someone = Participant.objects.get()
    assert done.participant == someone
    assert is_study_number(someone.study_number)
    assert (someone.practice, someone.birth_year, someone.enrolled_by) == (practice, 1953, doctor)
    assert (someone.contact.name, someone.contact.birth_date) == ("Grethe Lyngsøe", "1953-04-17")
    assert ScreeningEntry.objects.get().outcome == ScreeningEntry.Outcome.ENROLLED
    start = PersonalLink.objects.get(purpose="start")
    code = PersonalLink.objects.get(purpose="code")
    assert start.digest == digest(done.invitation.token)
    assert code.digest == digest(done.invitation.code)
    assert start.expires_at - NOW == timedelta(days=28)
    assert code.expires_at - NOW == timedelta(hours=1)
    message = Message.objects.get()
    assert (message.kind, message.recipient) == ("enrolment", someone.actor)
    row = Entry.objects.get(action="participant.enrolled")
    assert (row.actor, row.subject) == (doctor.actor, someone.actor)
    assert "grethe" not in str(row.detail).lower()


def test_nothing_of_who_it_is_stands_open_in_the_database(doctor: User, practice: Practice) -> None:
    register(doctor, practice, mobile="+4520304050")
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(c)::text from members_contactdetails c")
        (row,) = cursor.fetchone() or ("",)
    for secret in ("Grethe", "grethe", "1953", "20304050"):
        assert secret not in row


@pytest.mark.parametrize(
    "given, code",
    [
        ({"birth_date": date(2008, 5, 15)}, "not_adult"),
        ({"birth_date": date(2027, 1, 1)}, "birth_date_unlikely"),
        ({"birth_date": date(1890, 1, 1)}, "birth_date_unlikely"),
        ({"email": "", "mobile": ""}, "no_address"),
    ],
)
def test_a_rule_that_says_no_leaves_nothing(
    doctor: User, practice: Practice, given: dict[str, object], code: str
) -> None:
    with clock.use(lambda: NOW), pytest.raises(Refusal) as refused:
        register(doctor, practice, **given)
    assert refused.value.code == code
    assert not Participant.objects.exists()
    assert not Entry.objects.filter(action__startswith="participant.").exists()


def test_on_the_eighteenth_birthday_one_may(doctor: User, practice: Practice) -> None:
    with clock.use(lambda: NOW):
        register(doctor, practice, birth_date=date(2008, 5, 14))
    assert Participant.objects.count() == 1


@pytest.mark.parametrize(
    "again",
    [
        {"email": " GRETHE@test.example "},
        {"email": "other@test.example", "mobile": "+4520304050"},
        {"email": "", "mobile": "+4520304050", "name": "G. Lyngsøe"},
    ],
)
def test_the_same_person_twice_leads_to_the_existing_one(
    doctor: User, practice: Practice, again: dict[str, object]
) -> None:
    first = register(doctor, practice, mobile="+4520304050").participant
    with pytest.raises(enrol.AlreadyEnrolled) as refused:
        register(doctor, practice, **again)
    assert refused.value.participant == first
    assert Participant.objects.count() == 1
    assert ScreeningEntry.objects.count() == 1
    assert Entry.objects.get(action="participant.enrolled_twice").subject == first.actor


def test_a_couple_may_share_an_inbox(doctor: User, practice: Practice) -> None:
    register(doctor, practice)
    register(doctor, practice, name="Poul Lyngsøe", birth_date=date(1950, 2, 3))
    assert Participant.objects.count() == 2


def test_somebody_of_another_practice_is_not_named(doctor: User, practice: Practice) -> None:
    elsewhere = factories.practice("Lægerne Havnen")
    theirs = register(factories.staff(of=elsewhere), elsewhere).participant
    with pytest.raises(Refusal) as refused:
        register(doctor, practice)
    assert refused.value.code == "not_here"
    assert not isinstance(refused.value, enrol.AlreadyEnrolled)
    said = str(refused.value.sentence)
    assert theirs.study_number not in said
    assert "Havnen" not in said
    entry = Entry.objects.get(action="participant.enrolled_elsewhere")
    assert (entry.subject, entry.practice) == (theirs.actor, None)  # no row that the clinician's practice may read


def test_nobody_enrols_where_they_do_not_work(doctor: User) -> None:
    with pytest.raises(NotAllowed):
        register(doctor, factories.practice("Lægerne Havnen"))
    assert not Participant.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_enrol_the_same_person_at_once_make_one() -> None:
    practice = factories.practice()
    doctor = factories.staff(of=practice)
    both = Barrier(2)

    def enrolling(_: int) -> str:
        try:
            both.wait(timeout=10)
            return register(doctor, practice).participant.study_number
        except enrol.AlreadyEnrolled as refused:
            return refused.participant.study_number
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        numbers = set(threads.map(enrolling, range(2)))
    assert numbers == {Participant.objects.get().study_number}
    assert ContactDetails.objects.count() == 1
    assert Message.objects.count() == 1


def test_a_study_number_that_is_taken_is_drawn_again(
    doctor: User, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = register(doctor, practice).participant
    drawn = iter([first.study_number, "R1234567-1"])
    monkeypatch.setattr(Participant._meta.get_field("study_number"), "_get_default", lambda: next(drawn))
    second = register(doctor, practice, email="poul@test.example").participant
    assert second.study_number == "R1234567-1"


def test_an_enrolment_that_fails_half_way_leaves_nothing(
    doctor: User, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_message(**_: object) -> object:
        raise RuntimeError

    monkeypatch.setattr(enrol.enqueue, "first", no_message)
    with pytest.raises(RuntimeError):
        register(doctor, practice)
    assert not Participant.objects.exists()
    assert not PersonalLink.objects.exists()
    assert not ScreeningEntry.objects.exists()


@pytest.mark.parametrize("domain, written", [("", 0), ("sms.example", 1)])
def test_a_mobile_alone_is_written_to_where_text_messages_are_set_up(
    doctor: User, practice: Practice, settings: object, domain: str, written: int
) -> None:
    settings.SMS_MAIL_DOMAIN = domain  # type: ignore[attr-defined]
    register(doctor, practice, email="", mobile="+4520304050")
    assert Message.objects.count() == written


def test_inviting_again_ends_what_was_shown_before(doctor: User, practice: Practice) -> None:
    done = register(doctor, practice)
    again = enrol.invite_again(participant=done.participant, by=doctor)
    assert again.token != done.invitation.token
    usable = PersonalLink.objects.usable(clock.now()).values_list("digest", flat=True)
    assert set(usable) == {digest(again.token), digest(again.code)}
    assert Message.objects.count() == 1
