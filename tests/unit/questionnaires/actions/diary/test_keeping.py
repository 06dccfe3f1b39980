"""Beginning a diary, resting, beginning again."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.models import PersonalLink
from questionnaires.actions.diary import keeping
from questionnaires.models import Assignment, Diary, Instrument, Version
from tests.unit.questionnaires.diaries import MONDAY, TUESDAY, Keeper, at, keeper


def acts(one: Keeper) -> list[str]:
    found = Entry.objects.filter(subject=one.participant.actor, action__startswith="diary.")
    return list(found.order_by("pk").values_list("action", flat=True))


def test_a_diary_asks_again_after_four_weeks_and_a_weekly_one_after_a_year(one: Keeper) -> None:
    assert one.diary.ask_again_on == date(2026, 6, 1)
    with clock.use(lambda: at(4)):
        assert keeping.begin(participant=one.participant, slug="pulse").ask_again_on == date(2027, 5, 3)


def test_begun_twice_it_is_one_diary_and_one_act(one: Keeper) -> None:
    with clock.use(lambda: at(4, 13)):
        assert keeping.begin(participant=one.participant, slug="diary") == one.diary
    assert acts(one) == ["diary.begun"]


def test_going_on_moves_the_day_of_asking(one: Keeper) -> None:
    with clock.use(lambda: at(31)):
        assert keeping.begin(participant=one.participant, slug="diary").ask_again_on == date(2026, 6, 28)


def test_a_rest_keeps_what_was_written_and_can_end(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=40)
    for _twice in range(2):
        with clock.use(lambda: at(5)):
            keeping.stop(diary=one.diary)
    assert not Diary.objects.get().is_kept
    with clock.use(lambda: at(6)):
        again = keeping.begin(participant=one.participant, slug="diary")
    assert (again.pk, again.begun_at, again.is_kept) == (one.diary.pk, at(4), True)
    assert one.days == {MONDAY: {"d_pain": 40}}
    assert acts(one) == ["diary.begun", "diary.stopped", "diary.begun"]


@pytest.mark.django_db
@pytest.mark.parametrize("scope", ["diary", "questionnaires"])
def test_without_the_yes_nothing_begins(scope: str) -> None:
    with pytest.raises(Refusal, match="diary_not_allowed"):
        keeper(**{scope: False})
    assert not Diary.objects.exists()


def test_what_is_no_diary_is_not_kept(one: Keeper) -> None:
    with pytest.raises(Instrument.DoesNotExist):
        keeping.begin(participant=one.participant, slug="baseline_a")


def test_each_device_has_a_link_of_its_own(one: Keeper) -> None:
    keeping.link(diary=one.diary, participant=one.participant)
    links = PersonalLink.objects.filter(participant=one.participant, purpose="diary", revoked_at__isnull=True)
    assert links.count() == 2


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"day": None}, "assignment_day_of_diary"),
        ({"diary": None}, "assignment_day_of_diary"),
        ({"day": TUESDAY}, "assignment_day_once"),
    ],
)
def test_the_database_keeps_one_place_for_each_day(one: Keeper, changes: dict[str, object], constraint: str) -> None:
    one.write(MONDAY, at(5), d_pain=40)
    one.write(TUESDAY, at(5), d_pain=50)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Assignment.objects.filter(diary=one.diary, day=MONDAY).update(**changes)


def test_a_day_of_a_diary_stands_in_no_plan(one: Keeper) -> None:
    one.write(MONDAY, at(4), d_pain=40)
    planned = one.participant.occasions.first()
    version = Version.objects.current("gp_practice")
    with pytest.raises(IntegrityError, match="assignment_day_of_diary"), transaction.atomic():
        Assignment.objects.filter(diary=one.diary).update(occasion=planned, version=version)


def test_the_database_keeps_one_diary_of_each_kind(one: Keeper) -> None:
    with pytest.raises(IntegrityError, match="diary_once"), transaction.atomic():
        Diary.objects.create(
            participant=one.participant, instrument=one.diary.instrument, ask_again_on=date(2026, 6, 1)
        )
    with pytest.raises(IntegrityError, match="diary_stops_after_beginning"), transaction.atomic():
        Diary.objects.update(stopped_at=at(3))
