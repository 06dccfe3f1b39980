"""Birth dates and mobile numbers as they are typed in a hurry."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohort.members.typed import age_on, read_day, read_mobile


@pytest.mark.parametrize("text", ["14-05-1958", "14.5.1958", "14/05/1958", " 14 05 1958 ", "14051958", "1958-05-14"])
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_day(text) == date(1958, 5, 14)


@pytest.mark.parametrize(
    "text", ["", "14-05-58", "140558", "1405581234", "140558-1234", "31-02-1958", "05-14-1958", "x"]
)
def test_what_is_not_surely_a_day_is_none(text: str) -> None:
    assert read_day(text) is None


@given(st.dates(min_value=date(1900, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    assert read_day(day.strftime("%d-%m-%Y")) == read_day(day.strftime("%d%m%Y")) == read_day(day.isoformat()) == day


@given(st.text(max_size=20))
def test_no_text_breaks_the_readers(text: str) -> None:
    read_day(text)
    number = read_mobile(text)
    assert number is None or number.startswith("+")


@pytest.mark.parametrize(
    "born, day, age",
    [
        (date(2000, 5, 14), date(2018, 5, 13), 17),
        (date(2000, 5, 14), date(2018, 5, 14), 18),
        (date(2000, 2, 29), date(2018, 2, 28), 17),
        (date(2000, 2, 29), date(2018, 3, 1), 18),
        (date(2026, 1, 2), date(2026, 1, 1), -1),
    ],
)
def test_age_in_full_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    "text, number",
    [
        ("20304050", "+4520304050"),
        ("20 30 40 50", "+4520304050"),
        ("+45 20 30 40 50", "+4520304050"),
        ("0045 20304050", "+4520304050"),
        ("+46 70 123 45 67", "+46701234567"),
        ("12345678", None),
        ("2030405", None),
        ("+45 1234567", None),
        ("+0 12345678", None),
        ("+44 7400 123456", "+447400123456"),
        ("0044 (0) 7400 123456", "+447400123456"),
        ("+44 20 7946 0018", None),  # a telephone in London takes no text message
        ("+46 70 123", None),
        ("+999 20304050", None),  # no such country
        ("20304050 ext. 7", None),
        ("٢٠٣٠٤٠٥٠", None),
        ("twenty", None),
        ("", None),
    ],
)
def test_mobile_numbers(text: str, number: str | None) -> None:
    assert read_mobile(text) == number
