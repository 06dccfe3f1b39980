"""Writing a day: what is newer stands, in whatever order and however often it arrives."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from questionnaires.actions.diary import keeping
from questionnaires.models import Assignment, Response
from tests.unit.questionnaires.diaries import MONDAY, TUESDAY, WEDNESDAY, Keeper, at, keeper


def steps(one: Keeper, day: date = MONDAY) -> dict[str, str]:
    response = Response.objects.get(assignment__diary=one.diary, assignment__day=day)
    return {name: step["at"] for name, step in response.trail.items()}


def test_the_first_answer_makes_the_day_and_says_so(one: Keeper) -> None:
    assert one.write(MONDAY, at(4, 18), d_pain="40", d_meds=["none"]) == []
    day = Assignment.objects.get(diary=one.diary)
    assert (day.participant, day.state, day.occasion, day.next_message_at) == (one.participant, "open", None, None)
    assert (day.opens_at, day.closes_at) == (at(3, 22), at(10, 22))
    assert one.days == {MONDAY: {"d_pain": 40, "d_meds": ["none"]}}
    assert Entry.objects.get(action="response.started", subject=one.participant.actor).detail["instrument"] == "diary"


def test_the_same_entry_twice_changes_nothing(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=(40, at(4, 17)))
    before = Response.objects.values().get()
    one.write(MONDAY, at(4, 20), d_pain=(40, at(4, 17)))
    assert Response.objects.values().get() == before


def test_an_older_answer_never_overwrites_a_newer_one(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=(40, at(4, 17, ms=2)), d_meds=(["none"], at(4, 15)))
    one.write(MONDAY, at(4, 19), d_pain=(70, at(4, 17, ms=1)), d_meds=(["nsaid"], at(4, 16)))
    assert one.days == {MONDAY: {"d_pain": 40, "d_meds": ["nsaid"]}}


def test_what_was_taken_away_later_stays_away(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=(40, at(4, 15)))
    one.write(MONDAY, at(4, 18), d_pain=(None, at(4, 17)))
    one.write(MONDAY, at(4, 18), d_pain=(60, at(4, 16)))
    assert one.days == {MONDAY: {}}


def test_a_clock_that_runs_ahead_counts_as_now_and_one_far_behind_as_the_morning(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=(40, at(20)), d_meds=(["none"], at(1)))
    assert steps(one) == {"d_pain": "2026-05-04T18:00:00.000+00:00", "d_meds": "2026-05-03T22:00:00.000+00:00"}
    one.write(MONDAY, at(4, 19), d_pain=(50, at(4, 18, 30)))
    assert one.days[MONDAY]["d_pain"] == 50


def test_a_wrong_value_costs_no_right_one(one: Keeper) -> None:
    faults = one.write(MONDAY, at(4, 18), d_pain=101, d_meds=["none"], nothing=1)
    assert [(fault.item_id, fault.code) for fault in faults] == [
        ("d_pain", "out_of_range"),
        ("nothing", "unknown_item"),
    ]
    assert one.days == {MONDAY: {"d_meds": ["none"]}}


def test_only_wrong_values_make_no_row(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=101)
    assert one.days == {}


@pytest.mark.parametrize(
    ("day", "now"),
    [
        (TUESDAY, at(4, 18)),  # ahead
        (MONDAY, at(10, 22)),  # over
        (date(2026, 5, 3), at(4, 18)),  # before it began
    ],
)
def test_a_day_outside_its_time_is_refused(one: Keeper, day: date, now) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(NoLongerOpen, match="diary_day_over"):
        one.write(day, now, d_pain=40)
    assert one.days == {}


def test_until_the_last_minute_a_day_can_be_written(one: Keeper) -> None:
    one.write(MONDAY, at(10, 21, 59), d_pain=40)
    assert one.days == {MONDAY: {"d_pain": 40}}


def test_a_resting_diary_takes_nothing_whoever_read_it_before(one: Keeper) -> None:
    one.write(MONDAY, at(4, 18), d_pain=40)
    with clock.use(lambda: at(4, 19)):
        keeping.stop(diary=one.diary)
    for day in (MONDAY, TUESDAY):  # begun and not begun; this object still believes that the diary is kept
        with pytest.raises(NoLongerOpen, match="diary_day_over"):
            one.write(day, at(5), d_pain=70)
    assert one.days == {MONDAY: {"d_pain": 40}}


@pytest.mark.django_db
def test_a_week_is_named_by_its_monday_and_open_for_a_week_more() -> None:
    with clock.use(lambda: at(6)):
        one = keeper("pulse")
    one.write(MONDAY, at(6, 18), w_pain=4)
    one.write(MONDAY, at(17, 21, 59), w_days=3)
    with pytest.raises(NoLongerOpen):
        one.write(TUESDAY, at(6, 18), w_pain=4)
    with pytest.raises(NoLongerOpen):
        one.write(MONDAY, at(17, 22), w_pain=4)
    assert one.days == {MONDAY: {"w_pain": 4, "w_days": 3}}


MOMENTS = [at(6, 10) + timedelta(milliseconds=n) for n in range(4)]
GIVEN = st.tuples(
    st.sampled_from([MONDAY, TUESDAY, WEDNESDAY]),
    st.sampled_from(["d_pain", "d_minutes", "d_exercise"]),
    st.integers(0, 3),
    st.sampled_from(MOMENTS),
)
VALUES = {
    "d_pain": [None, 0, 9, 10],
    "d_minutes": [None, "to_15", "to_30", "over_60"],
    "d_exercise": [None, ["walk"], ["none"], ["walk", "bike"]],
}


def plain(value: object) -> str:
    """As the database writes it, for the rule about the same millisecond."""
    import json

    return json.dumps(value, separators=(", ", ": "))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=st.lists(GIVEN, max_size=8), data=st.data())
def test_any_order_and_any_repetition_gives_the_same_diary(one: Keeper, sent: list, data: st.DataObject) -> None:  # type: ignore[type-arg]
    expected: dict[date, dict[str, tuple[object, ...]]] = {}
    for day, item, choice, moment in sent:
        value = VALUES[item][choice]
        known = expected.setdefault(day, {})
        known[item] = max(known.get(item, (MOMENTS[0] - timedelta(days=9), "", None)), (moment, plain(value), value))
    arrived = data.draw(st.permutations([*sent, *sent[:3]]))
    with transaction.atomic():
        for day, item, choice, moment in arrived:
            one.write(day, at(6, 18), **{item: (VALUES[item][choice], moment)})
        found = one.days
        transaction.set_rollback(True)
    assert found == {
        day: {item: value for item, (_at, _text, value) in known.items() if value is not None}
        for day, known in expected.items()
    }
    assert all(later > earlier for earlier, later in pairwise(MOMENTS))
