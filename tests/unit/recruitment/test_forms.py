"""The two fields that read what was meant: CPR number or birth date, e-mail or mobile number."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from cohort.common import clock
from cohort.common.identity.cpr import Cpr
from recruitment.forms import EnrolForm, read_born, read_reach

TODAY = date(2026, 5, 14)
adults = st.dates(date(1920, 1, 1), TODAY - timedelta(days=19 * 366))
WRITTEN = ("{d:02}-{m:02}-{y}", "{d}.{m}.{y}", "{d:02}{m:02}{y}", "{d}/{m} {y}", "{y}-{m:02}-{d:02}", " {d}-{m}-{y} ")


def written(day: date, pattern: str) -> str:
    return pattern.format(d=day.day, m=day.month, y=day.year)


@given(adults, st.sampled_from(WRITTEN))
def test_a_date_is_read_as_a_date_however_it_is_written(day: date, pattern: str) -> None:
    assert read_born(written(day, pattern)) == day


@given(st.dates(date(1937, 1, 1), date(1999, 12, 31)), st.integers(0, 3999), st.sampled_from(["", "-", " "]))
def test_ten_digits_are_a_cpr_number(day: date, serial: int, between: str) -> None:
    typed = f"{day:%d%m%y}{between}{serial:04}"
    found = read_born(typed)
    assert isinstance(found, Cpr)
    assert (found.birth_date, found.digits) == (day, f"{day:%d%m%y}{serial:04}")


@given(st.text(max_size=30))
def test_anything_else_is_a_sentence_and_no_fault(typed: str) -> None:
    with suppress(ValidationError):
        found = read_born(typed)
        born = found.birth_date if isinstance(found, Cpr) else found
        assert born < clock.today()


@pytest.mark.parametrize("typed", ["140558", "14-05-58", "1405581", "14055812345", "+45 20 30 40 50", "14-05-2012"])
def test_what_is_neither(typed: str) -> None:
    with pytest.raises(ValidationError):
        read_born(typed)


@given(st.emails())
def test_what_has_an_at_is_an_email_or_a_fault(address: str) -> None:
    with suppress(ValidationError):
        assert read_reach(address) == {"email": address}


@given(st.integers(20_000_000, 99_999_999), st.sampled_from(["{a}", "+45{a}", "0045 {a}", "+45 {a}"]))
def test_eight_digits_are_a_danish_number(number: int, pattern: str) -> None:
    assume(len(str(number)) == 8)
    with suppress(ValidationError):  # a number that is given to nobody
        assert read_reach(pattern.format(a=number)) == {"mobile": f"+45{number}"}


@given(st.text(max_size=60))
def test_what_is_typed_becomes_one_way_or_a_sentence(typed: str) -> None:
    with suppress(ValidationError):
        found = read_reach(typed)
        assert found.keys() <= {"email", "mobile"}
        assert len(found) == 1


def test_an_email_and_numbers_from_here_and_abroad() -> None:
    assert read_reach("grethe@test.example") == {"email": "grethe@test.example"}
    assert read_reach("20 30 40 50") == {"mobile": "+4520304050"}
    assert read_reach("+46 70 123 45 67") == {"mobile": "+46701234567"}


@pytest.mark.parametrize("typed", ["grethe@", "@", "grethe", "123", "a@b c@d.example"])
def test_what_is_neither_email_nor_number(typed: str) -> None:
    with pytest.raises(ValidationError):
        read_reach(typed)


def form(**typed: str) -> EnrolForm:
    known = {"name": "Grethe Lyngsøe", "born": "17-04-1953", "reach": "grethe@test.example", "language": "da"}
    return EnrolForm(known | typed, practices=[])


def test_two_ways_are_told_apart_in_either_order() -> None:
    for first, second in (("a@b.example", "20304050"), ("20304050", "a@b.example")):
        filled = form(reach=first, second=second)
        assert filled.is_valid()
        given = filled.given()
        assert (given["email"], given["mobile"]) == ("a@b.example", "+4520304050")


def test_two_of_a_kind_are_a_fault() -> None:
    filled = form(reach="20304050", second="+4521304050")
    assert not filled.is_valid()
    assert list(filled.errors) == ["second"]


@pytest.mark.parametrize("way", [{"phone": "87 65 43 21, ask for Inge"}, {"address": "Åvej 2\n8000 Aarhus C"}])
def test_phone_or_post_are_enough(way: dict[str, str]) -> None:
    filled = form(reach="", **way)
    assert filled.is_valid()
    assert (filled.given()["email"], filled.given()["mobile"]) == ("", "")
    assert way.items() <= filled.given().items()


def test_three_fields_are_all_that_is_needed() -> None:
    filled = EnrolForm({"language": "da"}, practices=[])
    assert not filled.is_valid()
    assert set(filled.errors) == {"name", "born", "reach"}
