"""What is compared with what, and when it counts as another value."""

from datetime import date
from typing import Any

import pytest

from questionnaires.definition.load import read_folder
from questionnaires.scoring import course
from questionnaires.scoring.course import Sitting

CONTENT = read_folder()
START, TWO_WEEKS, THREE, SIX = date(2026, 1, 5), date(2026, 1, 19), date(2026, 4, 6), date(2026, 7, 6)


def sitting(slug: str, day: date, **answers: Any) -> Sitting:
    return Sitting(day, CONTENT[slug], answers)


def by_name(now: Sitting, *earlier: Sitting) -> dict[str, course.Line]:
    return {line.measure.name: line for line in course.lines(now, earlier)}


def test_nothing_earlier_is_nothing_to_compare_with() -> None:
    now = sitting("month_3", THREE, pain_back_nrs=4)
    assert course.lines(now, []) == []
    assert course.lines(now, [sitting("baseline_b", START, impact_everyday=5)]) == []
    assert course.lines(sitting("month_3", THREE), [sitting("baseline_a", START, pain_back_nrs=7)]) == []


def test_today_stands_beside_last_time_and_the_start() -> None:
    start, between = sitting("baseline_a", START, pain_back_nrs=8), sitting("week_2", TWO_WEEKS, pain_back_nrs=6)
    line = by_name(sitting("month_3", THREE, pain_back_nrs=4), start, between)["pain"]
    assert line.first is not None
    assert [(point.day, point.value) for point in (line.first, line.before, line.now)] == [
        (START, 8),
        (TWO_WEEKS, 6),
        (THREE, 4),
    ]
    assert (line.since_before, line.since_first) == ("better", "better")


def test_where_last_time_was_the_first_there_is_no_other_start() -> None:
    line = by_name(sitting("month_3", THREE, pain_back_nrs=4), sitting("baseline_a", START, pain_back_nrs=5))["pain"]
    assert line.first is None
    assert (line.since_before, line.since_first) == ("same", None)


@pytest.mark.parametrize(
    ("before", "now", "way"),
    [(6, 4, "better"), (6, 5, "same"), (6, 6, "same"), (6, 7, "same"), (6, 8, "worse"), (0, 2, "worse")],
)
def test_a_difference_counts_from_two_points_on_in_both_directions(before: int, now: int, way: str) -> None:
    start = sitting("baseline_b", START, impact_everyday=before)
    assert by_name(sitting("month_3", THREE, impact_everyday=now), start)["everyday"].since_before == way


def test_one_thing_of_ones_own_is_the_activity_where_it_is_the_same_one() -> None:
    first = sitting("month_3", THREE, psfs_1_act="At cykle", psfs_1=3, pain_days_4w=20)
    line = by_name(sitting("month_12", SIX, psfs_1_act="at cykle ", psfs_1=7, pain_days_4w=20), first)["own"]
    assert (line.words, line.since_before) == ("at cykle", "better")
    other = by_name(sitting("month_12", SIX, psfs_1_act="At svømme", psfs_1=7, pain_days_4w=20), first)
    assert set(other) == {"pain_days"}


def test_days_that_look_back_on_another_time_are_not_compared() -> None:
    """The second week asks for the days since last time, the others for four weeks."""
    start = sitting("baseline_a", START, sick_days_4w=12)
    between = sitting("week_2", TWO_WEEKS, sick_days_4w=14)
    line = by_name(sitting("month_3", THREE, sick_days_4w=8), start, between)["sick_days"]
    assert (line.first, line.before.value, line.since_before) == (None, 12, "better")
    assert course.lines(between, [start]) == []


@pytest.mark.parametrize("value", [{"missing": "p"}, {"missing": "s"}, True, "4"])
def test_what_is_no_number_is_not_compared(value: object) -> None:
    start = sitting("baseline_a", START, pain_back_nrs=value)
    assert course.lines(sitting("month_3", THREE, pain_back_nrs=4), [start]) == []


def test_at_most_three_things_are_told() -> None:
    answers = {"pain_back_nrs": 4, "impact_everyday": 4, "psfs_1_act": "a", "psfs_1": 4}
    answers |= {"sick_days_4w": 4, "pain_days_4w": 4}
    lines = course.lines(sitting("month_6", SIX, **answers), [sitting("month_3", THREE, **answers)])
    assert [line.measure.name for line in lines] == ["pain", "everyday", "own"]
    assert course.can_be_followed(CONTENT["week_2"])
    assert not course.can_be_followed(CONTENT["month_12b"])
