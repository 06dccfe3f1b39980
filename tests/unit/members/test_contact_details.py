"""Contact details: sealed in the database, found by keyed hash, read as they were written."""

import unicodedata
from datetime import date

import pytest
import pytest_django
from cryptography.fernet import Fernet
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st

from cohort.common.sealing import lookup_hash, normalised
from cohort.members.models import ContactDetails
from tests import factories

pytestmark = pytest.mark.django_db
NAME, EMAIL, MOBILE = "Åse Canary-Ødegård", "canary-7f3@example.dk", "+4520304050"


@pytest.fixture
def contact() -> ContactDetails:
    doctor = factories.staff(of=factories.practice())
    enrolled = factories.enrolled(by=doctor, name=NAME, email=EMAIL, mobile=MOBILE, birth_date=date(1951, 2, 3))
    return ContactDetails.objects.get(participant=enrolled.participant)


def test_is_read_as_it_was_written(contact: ContactDetails) -> None:
    assert (contact.name, contact.email, contact.mobile, contact.birth_date) == (NAME, EMAIL, MOBILE, "1951-02-03")


def test_no_table_shows_who_somebody_is(contact: ContactDetails) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        rows = ""
        for table in tables:
            cursor.execute(f'SELECT string_agg(t::text, chr(10)) FROM "{table}" t')  # noqa: S608 - from the catalogue
            rows += cursor.fetchone()[0] or ""
    assert contact.participant.study_number in rows, "the search finds what is there"
    for secret in (NAME, "Canary", EMAIL, "canary-7f3", MOBILE, "20304050", "1951-02-03"):
        assert secret not in rows


@pytest.mark.covers("S25")
def test_hashes_find_any_spelling_and_differ_by_column() -> None:
    day = date(1951, 2, 3)
    assert ContactDetails.key("email", " Canary-7F3@Example.dk ", day) == ContactDetails.key("email", EMAIL, day)
    assert ContactDetails.key("email", "20304050", day) != ContactDetails.key("mobile", "20304050", day)
    assert ContactDetails.key("email", EMAIL, day) != ContactDetails.key("email", EMAIL, date(1951, 2, 4))
    assert ContactDetails.key("email", "", day) is None


@pytest.mark.covers("S25")
def test_a_cpr_number_is_its_digits_and_equal_input_differs_in_each_column() -> None:
    day, number = date(1927, 1, 21), "2101270087"
    spellings = {ContactDetails.key_of_cpr(text) for text in (number, "210127-0087", " 210127 0087")}
    assert len(spellings) == 1
    every = {ContactDetails.key("email", number, day), ContactDetails.key("mobile", number, day), *spellings}
    assert len(every) == 3
    assert ContactDetails.key_of_cpr("") is None


@pytest.mark.covers("S25")
def test_the_hash_needs_the_lookup_key_and_no_other(settings: pytest_django.Settings) -> None:
    day = date(1951, 2, 3)
    before = ContactDetails.key("email", EMAIL, day)
    settings.SECRET_KEY, settings.FIELD_KEYS = "another" * 10, [Fernet.generate_key().decode()]
    assert ContactDetails.key("email", EMAIL, day) == before
    settings.LOOKUP_KEYS = ["another" * 10, *settings.LOOKUP_KEYS]
    assert ContactDetails.key("email", EMAIL, day) != before
    assert ContactDetails.key("email", EMAIL, day, secret=settings.LOOKUP_KEYS[1]) == before


@given(st.text(), st.text())
@example("Åse  Ødegård", "A\u030ase \t Ødega\u030ard")
@example("ÅSE@Example.DK", " a\u030ase@example.dk\n")
def test_what_is_written_alike_has_one_hash(one: str, other: str) -> None:
    """Composed letters, case, and spaces do not tell people apart; anything else does."""
    same = lookup_hash("email", one) == lookup_hash("email", other)
    assert same == (normalised(one) == normalised(other))
    assert lookup_hash("email", f" {unicodedata.normalize('NFD', one)}\t") == lookup_hash("email", one)
    assert lookup_hash("email", one) != lookup_hash("mobile", one)


def test_sealed_text_cannot_be_searched(contact: ContactDetails) -> None:
    with pytest.raises(TypeError, match="sealed"):
        ContactDetails.objects.filter(name=NAME).exists()
