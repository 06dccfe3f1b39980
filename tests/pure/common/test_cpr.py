"""Personal numbers: what is read, what is no number, and that a missing check digit refuses nobody.

The only whole number here that could be somebody's is the test identity of a public manual. The others are of days
before 1900, whose owners are gone, or of days to come.
"""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohort.common.identity.cpr import CprFault, birth_year, read

TEST = "2101270087"


@pytest.mark.parametrize("text", ["2101270087", "210127-0087", "210127 0087", "  210127-0087\n", "210127\u00a00087"])
def test_is_read_however_it_is_written(text: str) -> None:
    cpr = read(text)
    assert (cpr.digits, cpr.birth_date) == (TEST, date(1927, 1, 21))
    assert cpr.has_check_digit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "210127",
        "21012700870",
        "21-01-27-0087",
        "210127--0087",
        "210127/0087",
        "210127-00A7",
        "2101270087 x",
        "٢١٠١٢٧٠٠٨٧",
    ],
)
def test_what_is_not_six_digits_and_four_has_no_shape(text: str) -> None:
    with pytest.raises(CprFault) as fault:
        read(text)
    assert fault.value.code == "shape"


@pytest.mark.parametrize("text", ["310299-5000", "000199-5000", "011399-5000", "810199-5000", "290200-0000"])
def test_a_day_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(CprFault) as fault:
        read(text)
    assert fault.value.code == "date"


def test_29_february_needs_the_right_century() -> None:
    assert read("290200-4000").birth_date == date(2000, 2, 29)  # 1900 was no leap year: refused above


@pytest.mark.parametrize(
    "sevenths, years, first",
    [
        ((0, 1, 2, 3), range(100), 1900),
        ((4, 9), range(37), 2000),
        ((4, 9), range(37, 100), 1937),
        ((5, 6, 7, 8), range(58), 2000),
        ((5, 6, 7, 8), range(58, 100), 1858),
    ],
)
def test_the_seventh_digit_tells_the_century(sevenths: tuple[int, ...], years: range, first: int) -> None:
    for seventh in sevenths:
        assert [birth_year(seventh, year) for year in years] == list(range(first, first + len(years)))


@given(st.dates(date(1858, 1, 1), date(1899, 12, 31)), st.integers(5000, 8999), st.sampled_from(["", "-", " "]))
def test_days_before_1900_are_read_back(day: date, serial: int, between: str) -> None:
    cpr = read(f"{day:%d%m%y}{between}{serial}")
    assert cpr.birth_date == day
    assert cpr.digits == f"{day:%d%m%y}{serial}"


@given(st.dates(date(1858, 1, 1), date(1899, 12, 31)), st.integers(500, 899))
def test_at_most_one_last_digit_fits_and_all_are_read(day: date, serial: int) -> None:
    fitting = [read(f"{day:%d%m%y}{serial}{last}").has_check_digit for last in range(10)]
    assert sum(fitting) <= 1


def test_a_fault_does_not_repeat_what_was_typed() -> None:
    with pytest.raises(CprFault, match=r"^date$"):
        read("310299-5000")


@given(st.text(max_size=20) | st.text("0123456789- ", max_size=12))
def test_no_text_breaks_the_reader_and_nothing_shows_the_number(text: str) -> None:
    with suppress(CprFault):
        cpr = read(text)
        assert len(cpr.digits) == 10
        assert repr(cpr) == "Cpr()"
