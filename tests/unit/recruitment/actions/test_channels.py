"""Making and ending ways in, and counting their openings by the day."""

from datetime import UTC, datetime

import pytest

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import NotAllowed
from recruitment.actions import channels
from recruitment.models import Channel, ChannelDay
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> User:
    return factories.staff(Role.STUDY_OFFICE)


def test_a_new_way_in_has_a_code_of_its_own_and_is_audited(office: User) -> None:
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    gym = channels.add(kind="gym", name="Kraftværket", practice=None, by=office)
    assert len({club.code, gym.code}) == 2
    row = Entry.objects.get(action="channel.added", subject=f"channel:{gym.code}")
    assert (row.actor, row.purpose) == (office.actor, "study")


def test_a_practice_has_one_waiting_room(office: User) -> None:
    practice = factories.practice()
    first = channels.add(kind="waiting_room", name="", practice=practice, by=office)
    assert channels.add(kind="waiting_room", name="", practice=practice, by=office) == first
    assert channels.of_practice(practice=practice, kind="waiting_room") == first
    channels.end(channel=first, by=office)
    assert channels.of_practice(practice=practice, kind="waiting_room") != first


def test_ending_twice_is_ending_once(office: User) -> None:
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    channels.end(channel=club, by=office)
    channels.end(channel=club, by=office)
    assert Entry.objects.filter(action="channel.ended").count() == 1
    assert not Channel.objects.in_use().filter(pk=club.pk).exists()


def test_only_the_study_office_makes_and_ends(office: User) -> None:
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    doctor = factories.staff(of=factories.practice())
    with pytest.raises(NotAllowed):
        channels.add(kind="gym", name="Kraftværket", practice=None, by=doctor)
    with pytest.raises(NotAllowed):
        channels.end(channel=club, by=doctor)


def test_openings_are_counted_by_the_day_in_copenhagen(office: User) -> None:
    club = channels.add(kind="exercise_club", name="Ryg og Vand", practice=None, by=office)
    for hour in (20, 21, 23):  # in May the day ends at 22 by UTC
        with clock.use(lambda hour=hour: datetime(2026, 5, 14, hour, tzinfo=UTC)):  # type: ignore[misc]
            channels.count_opened(channel=club)
    days = ChannelDay.objects.filter(channel=club).order_by("day").values_list("day__day", "opened")
    assert list(days) == [(14, 2), (15, 1)]
