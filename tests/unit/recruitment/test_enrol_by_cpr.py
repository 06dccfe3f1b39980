"""Enrolling with a CPR number: it fills the birth date, finds the same person, and is shown and kept nowhere else."""

from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.test.client import RequestFactory
from django.views.debug import SafeExceptionReporterFilter

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.members.models import ContactDetails, Participant, Practice
from recruitment.actions import enrol
from recruitment.views.enrol_participant import enrol_participant
from tests import factories
from tests.signing import sign_in

ENROL = "/practice/enrol/"
CPR, BORN = "2101270087", date(1927, 1, 21)  # the test identity of a public manual
WITHOUT_CHECK_DIGIT = "2101270000"  # the same day; a serial nobody has
TYPED = {
    "name": "Grethe Lyngsøe",
    "born": "210127-0087",
    "reach": "grethe@test.example",
    "language": "da",
}


@pytest.fixture
def practice(db: None) -> Practice:
    return factories.practice()


@pytest.fixture
def doctor(client: Client, practice: Practice) -> User:
    user = factories.staff(of=practice)
    sign_in(client, user)
    return user


def test_the_number_fills_the_birth_date(client: Client, doctor: User) -> None:
    page = client.post(ENROL, TYPED, follow=True)
    assert page.status_code == 200
    someone = Participant.objects.get()
    assert someone.birth_year == 1927
    assert (someone.contact.cpr, someone.contact.birth_date) == (CPR, "1927-01-21")
    assert 'role="status"' not in page.text, "nothing to warn of"


def test_it_stands_nowhere_in_the_clear(client: Client, doctor: User) -> None:
    answer = client.post(ENROL, TYPED)
    assert "0087" not in answer["Location"]
    assert "0087" not in str(dict(client.session))
    assert Entry.objects.get(action="participant.enrolled").detail["cpr"] is True
    assert CPR not in str(list(Entry.objects.values()))
    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(c)::text from members_contactdetails c")
        (row,) = cursor.fetchone() or ("",)
    assert CPR not in row
    assert "210127" not in row


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ("", "Write the CPR number or the birth date"),
        ("310299-5000", "does not exist"),
        ("210127", "all ten digits"),
        ("21-01-27-5000", "six digits and four"),
        ("010199-5000", "more than 120 years"),
        ("010136-4000", "has not been yet"),
        ("010126-4000", "18 or older"),
    ],
)
def test_a_fault_is_said_in_words_beside_its_field(client: Client, doctor: User, typed: str, sentence: str) -> None:
    page = client.post(ENROL, TYPED | {"born": typed}, headers={"Accept-Language": "en"})
    assert page.status_code == 422
    assert not Participant.objects.exists()
    assert 'id="id_born_error"' in page.text
    assert sentence in unescape(page.text)
    assert "no-store" in page["Cache-Control"], "what was typed stands in the page, and the page is kept nowhere"
    assert "private" in page["Cache-Control"]


def test_a_missing_check_digit_warns_and_refuses_nothing(client: Client, doctor: User) -> None:
    page = client.post(ENROL, TYPED | {"born": WITHOUT_CHECK_DIGIT}, headers={"Accept-Language": "en"}, follow=True)
    assert Participant.objects.get().contact.cpr == WITHOUT_CHECK_DIGIT
    assert "does not fit the old rule" in page.text
    assert WITHOUT_CHECK_DIGIT not in page.text


@pytest.mark.covers("S25")
@pytest.mark.parametrize("written", ["2101270087", "210127 0087", " 210127-0087 "])
def test_the_same_number_is_the_same_person_at_any_address(client: Client, doctor: User, written: str) -> None:
    client.post(ENROL, TYPED)
    first = Participant.objects.get()
    page = client.post(ENROL, TYPED | {"born": written, "reach": "20304050"})
    assert page.status_code == 422
    assert first.study_number in page.text
    assert Participant.objects.count() == 1


def test_who_was_enrolled_without_the_number_is_found_by_the_address(doctor: User, practice: Practice) -> None:
    details = {"name": "G", "birth_date": BORN, "email": "grethe@test.example", "mobile": "", "language": "da"}
    first = enrol.register(practice=practice, by=doctor, **details).participant  # type: ignore[arg-type]
    with pytest.raises(enrol.AlreadyEnrolled) as refused:
        enrol.register(practice=practice, by=doctor, cpr=CPR, **details)  # type: ignore[arg-type]
    assert refused.value.participant == first


def test_somebody_of_another_practice_is_not_hinted_at(client: Client, doctor: User) -> None:
    elsewhere = factories.practice("Lægerne Havnen")
    by = factories.staff(of=elsewhere)
    theirs = factories.enrolled(by=by, cpr=CPR, birth_date=BORN).participant
    page = client.post(ENROL, TYPED)
    assert page.status_code == 422
    assert theirs.study_number not in page.text
    assert "Havnen" not in page.text
    assert Entry.objects.filter(action="participant.enrolled_elsewhere", subject=theirs.actor).exists()


def test_many_have_no_number(doctor: User) -> None:
    factories.enrolled(by=doctor)
    factories.enrolled(by=doctor)
    assert set(ContactDetails.objects.values_list("cpr_key", flat=True)) == {None}


def test_the_page_of_an_error_shows_nothing_that_was_typed(
    client: Client, doctor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise ValueError(CPR)

    monkeypatch.setattr(enrol, "_enrol", broken)
    client.raise_request_exception = False
    page = client.post(ENROL, TYPED)
    assert page.status_code == 500
    for typed in ("0087", "Grethe", "grethe@"):
        assert typed not in page.text


def test_a_report_of_an_error_shows_nothing_that_was_typed(doctor: User) -> None:
    request: HttpRequest = RequestFactory().post(ENROL, TYPED)
    request.user = doctor
    request.session = {}  # type: ignore[assignment]
    enrol_participant(request)
    shown = SafeExceptionReporterFilter().get_post_parameters(request)
    assert shown["born"] == shown["name"] == "********************"
