"""Contact details: sealed in the database, found by keyed hash, read as they were written."""

from datetime import date

import pytest
from django.db import connection

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


def test_sealed_text_cannot_be_searched(contact: ContactDetails) -> None:
    with pytest.raises(TypeError, match="sealed"):
        ContactDetails.objects.filter(name=NAME).exists()
