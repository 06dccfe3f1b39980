"""People who may be enrolled twice: found by hashes, decided by a person, and taken back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.exports.actions import erase, stop
from cohort.members.actions import duplicates
from cohort.members.models import ContactDetails, Duplicate, Erasure, Participant, PersonalLink
from cohort.members.typed import called
from cohort.outbox.models import Message
from questionnaires.actions import messages
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def doctor() -> User:
    return factories.staff(of=factories.practice())


@pytest.fixture
def office() -> User:
    return factories.staff(Role.STUDY_OFFICE)


def enrolled(doctor: User, **given: object) -> Participant:
    return factories.enrolled(by=doctor, **given).participant  # type: ignore[arg-type]


def pairs() -> list[tuple[str, str, str]]:
    found = Duplicate.objects.select_related("first", "second").order_by("first", "second")
    return [(pair.first.study_number, pair.second.study_number, pair.alike) for pair in found]


def twice(doctor: User) -> tuple[Participant, Participant, Duplicate]:
    first = enrolled(doctor, email="grethe@test.example")
    second = enrolled(doctor, name="Lyngsøe, Grethe", email="", mobile="+4520304050")
    duplicates.find()
    return first, second, Duplicate.objects.get()


def test_the_same_name_and_birth_date_is_found_however_the_name_is_turned(doctor: User) -> None:
    first, second, _pair = twice(doctor)
    assert pairs() == [(first.study_number, second.study_number, "name")]
    assert Entry.objects.get(action="duplicate.found").detail["count"] == 1


def test_a_couple_with_one_inbox_is_shown_and_says_what_is_alike(doctor: User) -> None:
    his, hers = (
        enrolled(doctor, name=name, birth_date=born, email="begge@test.example", mobile="")
        for name, born in (("Poul Lyngsøe", date(1950, 2, 3)), ("Grethe Lyngsøe", date(1953, 4, 17)))
    )
    other = enrolled(doctor, name="Ida Bech", birth_date=date(1953, 4, 17))
    duplicates.find()
    assert pairs() == [(his.study_number, hers.study_number, "inbox")]
    assert other.pk


def test_a_telephone_is_the_same_number_whether_it_takes_messages_or_not(doctor: User) -> None:
    first = enrolled(doctor, email="", mobile="+4520304050")
    second = enrolled(doctor, name="Ida Bech", birth_date=date(1961, 1, 1))
    contact = ContactDetails.objects.get(participant=second)
    contact.phone = "20 30 40 50"
    contact.save()
    duplicates.find()
    assert pairs() == [(first.study_number, second.study_number, "number")]


def test_two_cpr_numbers_are_two_people_whatever_else_is_alike(doctor: User) -> None:
    enrolled(doctor, cpr="1704531234", email="a@test.example")
    enrolled(doctor, cpr="1704531235", email="b@test.example")
    assert duplicates.find() == 0


def test_the_inbox_of_a_home_says_nothing_of_who_they_are(doctor: User) -> None:
    for number in range(duplicates.MOST_SHARING + 1):
        born = date(1950, 1, 1 + number)
        enrolled(doctor, name=f"{'abcdefgh'[number] * 3} Holm", birth_date=born, email="home@test.example")
    assert duplicates.find() == 0


def test_what_is_found_again_stays_as_it_was_decided(doctor: User, office: User) -> None:
    _first, _second, pair = twice(doctor)
    duplicates.set_apart(pair=pair, by=office)
    assert duplicates.find() == 0
    pair.refresh_from_db()
    assert (pair.state, pair.decided_by) == ("two_people", office)
    with pytest.raises(Refusal, match="decided"):
        duplicates.set_apart(pair=pair, by=office)


def test_joined_the_other_number_is_nobody_until_it_is_taken_back(doctor: User, office: User) -> None:
    first, second, pair = twice(doctor)
    factories.consenting(second)
    links = PersonalLink.objects.filter(participant=second, revoked_at__isnull=True)
    assert links.exists()
    duplicates.merge(pair=pair, keep=first, by=office)
    assert list(Participant.objects.visible_to(doctor)) == [first]
    assert not links.exists()
    assert not Message.objects.filter(recipient=second.actor).unsent().exists()
    assert messages.plan(at=clock.now() + timedelta(days=4), by="system:test") == 0
    assert Entry.objects.get(action="participant.merged").detail["into"] == first.study_number

    duplicates.take_back(pair=pair, by=office)
    assert set(Participant.objects.visible_to(doctor)) == {first, second}
    assert Duplicate.objects.get().state == "open"
    messages.plan(at=clock.now() + timedelta(days=8), by="system:test")
    assert Message.objects.filter(recipient=second.actor, kind=messages.REMINDER).unsent().count() == 1
    assert Entry.objects.filter(action="participant.unmerged", subject=second.actor).count() == 1


def test_no_number_is_joined_to_one_that_was_given_up(doctor: User, office: User) -> None:
    first, second, pair = twice(doctor)
    third = enrolled(doctor, name="Grethe Maria Lyngsøe")
    duplicates.find()
    duplicates.merge(pair=pair, keep=first, by=office)
    chained = Duplicate.objects.get(first=second, second=third)
    with pytest.raises(Refusal, match="merged_elsewhere"):
        duplicates.merge(pair=chained, keep=third, by=office)
    with pytest.raises(Refusal, match="merged_elsewhere"):
        duplicates.merge(pair=Duplicate.objects.get(first=first, second=third), keep=third, by=office)


def test_who_stops_is_erased_under_both_numbers(doctor: User, office: User) -> None:
    first, second, pair = twice(doctor)
    duplicates.merge(pair=pair, keep=first, by=office)
    stop.stop(participant=first, choice=Erasure.Choice.NOW, by=first.actor)
    assert erase.erase_due() == 2
    assert not Participant.objects.exists()
    assert not Duplicate.objects.exists()
    assert {one.study_number for one in Erasure.objects.all()} == {first.study_number, second.study_number}


@given(st.lists(st.text(alphabet="abcæøå", min_size=1), min_size=2, max_size=4))
def test_a_name_is_called_the_same_turned_round_and_in_capitals(words: list[str]) -> None:
    name = " ".join(words)
    turned = f"{words[-1]}, {' '.join(words[:-1])}"
    assert called(name) == called(name.upper())
    if len(words) == 2:
        assert called(name) == called(turned)
    assert called(words[0]) == ""
