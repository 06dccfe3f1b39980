"""Windows and reminder moments, over both changes of the clock."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.planning.dates import (
    COPENHAGEN,
    Window,
    closing,
    copenhagen_day,
    moment,
    opening,
    reminders,
    window,
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.covers("R66", "R68")
def test_a_wave_opens_at_its_offset_and_stays_open_four_weeks() -> None:
    assert window(date(2026, 3, 1), 14) == Window(date(2026, 3, 15), date(2026, 4, 12))
    assert window(date(2028, 2, 15), 14, 14) == Window(date(2028, 2, 29), date(2028, 3, 14))


@pytest.mark.covers("R68")
def test_reminders_go_at_nine_in_winter_and_in_summer() -> None:
    steps = reminders(date(2026, 3, 20))  # summer time begins on 29 March 2026
    assert [(step.step, step.due) for step in steps] == [
        (0, utc("2026-03-20 08:00")),
        (1, utc("2026-03-24 08:00")),
        (2, utc("2026-03-29 07:00")),
        (3, utc("2026-04-05 07:00")),
    ]
    autumn = reminders(date(2026, 10, 21), days=(0, 3, 4))  # summer time ends on 25 October 2026
    assert [step.due for step in autumn] == [
        utc("2026-10-21 07:00"),
        utc("2026-10-24 07:00"),
        utc("2026-10-25 08:00"),
    ]


def test_a_wave_opens_at_midnight_and_closes_at_the_sending_time() -> None:
    four_weeks = window(date(2026, 10, 1), 0)
    assert opening(four_weeks) == utc("2026-09-30 22:00")
    assert closing(four_weeks) == utc("2026-10-29 08:00")


def test_a_time_that_does_not_exist_moves_on_and_one_that_stands_twice_is_the_first() -> None:
    assert moment(date(2026, 3, 29), time(2, 30)) == utc("2026-03-29 01:30")
    assert moment(date(2026, 3, 29), time(2, 30)).astimezone(COPENHAGEN).hour == 3
    assert moment(date(2026, 10, 25), time(2, 30)) == utc("2026-10-25 00:30")


def test_the_day_in_copenhagen_is_not_the_day_in_utc() -> None:
    assert copenhagen_day(utc("2026-06-30 22:00")) == date(2026, 7, 1)
    assert copenhagen_day(utc("2026-12-31 22:59")) == date(2026, 12, 31)
    assert copenhagen_day(datetime(2026, 1, 1, 23, tzinfo=timezone(timedelta(hours=-5)))) == date(2026, 1, 2)


days = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@given(days, st.integers(0, 2000), st.integers(14, 60))
def test_every_message_goes_at_nine_on_its_day_inside_the_window(enrolled: date, offset: int, length: int) -> None:
    wave = window(enrolled, offset, length)
    steps = reminders(wave.opens, days=(0, 4, 9, 13))
    for step, day in zip(steps, (0, 4, 9, 13), strict=True):
        local = step.due.astimezone(COPENHAGEN)
        assert (local.time(), local.date()) == (time(9), wave.opens + timedelta(days=day))
        assert opening(wave) < step.due < closing(wave)
    assert [step.due for step in steps] == sorted(step.due for step in steps)


@given(days, st.times())
def test_a_moment_is_that_day_in_copenhagen(day: date, at: time) -> None:
    assert copenhagen_day(moment(day, at)) == day
