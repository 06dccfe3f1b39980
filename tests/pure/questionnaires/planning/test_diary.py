"""Which days can be written, and how a phone's clock is believed."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.planning.diary import DAILY, WEEKLY, given_at, rhythm

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


def test_today_and_the_six_days_before() -> None:
    today = date(2026, 5, 10)
    assert DAILY.open_days(today, date(2026, 1, 1)) == [date(2026, 5, n) for n in range(10, 3, -1)]
    assert DAILY.open_days(today, date(2026, 5, 9)) == [today, date(2026, 5, 9)]
    assert DAILY.open_days(today, today) == [today]


def test_this_week_and_the_last_by_their_mondays() -> None:
    for day in range(11, 18):
        assert WEEKLY.open_days(date(2026, 5, day), date(2026, 1, 1)) == [date(2026, 5, 11), date(2026, 5, 4)]
    assert WEEKLY.open_days(date(2026, 5, 14), date(2026, 5, 13)) == [date(2026, 5, 11)]


def test_a_day_begins_and_ends_by_the_clocks_of_denmark() -> None:
    assert DAILY.opens(date(2026, 5, 4)) == datetime(2026, 5, 3, 22, tzinfo=UTC)
    assert DAILY.closes(date(2026, 3, 27)) == datetime(2026, 4, 2, 22, tzinfo=UTC)  # summer time between


@given(DAYS, DAYS)
def test_what_is_open_has_not_closed_and_today_always_is(today: date, since: date) -> None:
    for keeps in (DAILY, WEEKLY):
        days = keeps.open_days(max(today, since), since)
        assert days[0] == keeps.period(max(today, since))
        for day in days:
            assert keeps.opens(day) < keeps.closes(day)
            assert keeps.period(day) == day


def test_only_the_pulse_is_weekly() -> None:
    assert [rhythm(slug) for slug in ("diary", "pulse", "other")] == [DAILY, WEEKLY, DAILY]


OPENS, NOW = datetime(2026, 5, 3, 22, tzinfo=UTC), datetime(2026, 5, 4, 18, 0, 0, 123999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("claimed", "at"),
    [
        (None, "2026-05-04T18:00:00.123+00:00"),
        (datetime(2026, 5, 4, 12), "2026-05-04T18:00:00.123+00:00"),  # noqa: DTZ001 - nobody knows where
        (NOW + timedelta(days=1), "2026-05-04T18:00:00.123+00:00"),
        (OPENS - timedelta(days=900), "2026-05-03T22:00:00.000+00:00"),
        (datetime(2026, 5, 4, 12, tzinfo=timezone(timedelta(hours=2))), "2026-05-04T10:00:00.000+00:00"),
    ],
)
def test_a_phone_s_clock_is_believed_between_the_morning_and_now(claimed: datetime | None, at: str) -> None:
    assert given_at(claimed, OPENS, NOW).isoformat(timespec="milliseconds") == at
