"""Regions by date: five until the end of 2026, four from 1 January 2027, and practices stay where they are."""

from datetime import date, datetime

import pytest

from cohort.common import clock
from cohort.members.actions import import_places
from cohort.members.models import Cluster, Practice, Region
from cohort.members.places.sheet import read
from recruitment.cluster_forms import SignUpForm

pytestmark = pytest.mark.django_db

EAST = "Region Østdanmark"
STAYING = {"Region Nordjylland", "Region Midtjylland", "Region Syddanmark"}
ENDING = {"Region Hovedstaden", "Region Sjælland"}
LAST_DAY, FIRST_DAY = date(2026, 12, 31), date(2027, 1, 1)


def at_noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=clock.COPENHAGEN)


def names(day: date) -> set[str]:
    return set(Region.objects.valid_on(day).values_list("name", flat=True))


def test_the_shipped_regions_merge_on_the_first_of_january() -> None:
    assert names(LAST_DAY) == STAYING | ENDING
    assert names(FIRST_DAY) == STAYING | {EAST}


def test_loading_the_regions_again_changes_nothing() -> None:
    before = list(Region.objects.order_by("pk").values())
    assert import_places.load_regions(by="system:test").counts == {"new": 0, "changed": 0, "same": 6}
    assert list(Region.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("name", sorted(ENDING))
def test_a_practice_lies_in_the_region_of_the_day(name: str) -> None:
    practice = Practice.objects.create(
        name="Lægerne", provider_number="098001", region=Region.objects.get(name=name), takes_part=False
    )
    for day, expected in ((LAST_DAY, name), (FIRST_DAY, EAST)):
        with clock.use(lambda day=day: at_noon(day)):
            region = practice.region_on(clock.today())
            assert region is not None
            assert region.name == expected
    assert Practice.objects.unlisted().region_on(FIRST_DAY) is None


def test_a_region_that_stays_is_itself_on_every_day() -> None:
    region = Region.objects.get(name="Region Syddanmark")
    assert {region.on(day) for day in (LAST_DAY, FIRST_DAY)} == {region}


def test_successors_are_followed_as_far_as_the_day_and_never_in_a_circle() -> None:
    dates = {"starts_on": date(2027, 1, 1), "ends_on": date(2030, 1, 1)}
    third = Region.objects.create(name="C", **dates)
    second = Region.objects.create(name="B", **dates, successor=third)
    first = Region.objects.create(name="A", starts_on=date(2007, 1, 1), ends_on=date(2027, 1, 1), successor=second)
    assert [first.on(day).name for day in (LAST_DAY, FIRST_DAY, date(2030, 1, 1))] == ["A", "B", "C"]
    third.successor = first
    third.save()
    assert first.on(date(2040, 1, 1)).name


def test_a_cluster_of_a_region_that_ended_is_found_under_the_new_name() -> None:
    Cluster.objects.create(name="Klynge Køge", region=Region.objects.get(name="Region Sjælland"))
    text = "name;region;chair_name\nKlynge Køge;Region Østdanmark;Ole Friis\n".encode()
    with clock.use(lambda: at_noon(FIRST_DAY)):
        import_places.keep(sheet=read(text, most=5), by="system:test")
    assert Cluster.objects.get(name="Klynge Køge").chair_name == "Ole Friis"


def test_the_sign_up_page_offers_the_regions_of_the_day() -> None:
    for day in (LAST_DAY, FIRST_DAY):
        with clock.use(lambda day=day: at_noon(day)):
            offered = {region.name for region in SignUpForm().fields["region"].queryset}  # type: ignore[attr-defined]
            assert offered == names(day)
