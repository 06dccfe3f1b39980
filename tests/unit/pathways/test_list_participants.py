"""The list: one's own, with what they said and how far they are, in few queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.members.models import Participant, Practice
from tests import factories
from tests.signing import sign_in
from tests.unit.pathways.conftest import BASELINE, Now, hand_in

LIST = "/practice/patients/"


def test_before_the_first_there_is_a_way_to_enrol(client: Client, doctor: User) -> None:
    page = client.get(LIST)
    assert page.status_code == 200
    assert "empty" in page.text
    assert page.text.count("/practice/enrol/") >= 2


def test_who_is_enrolled_and_how_far_they_are(client: Client, doctor: User, grethe: Participant, now: Now) -> None:
    hand_in(grethe, "baseline_a", BASELINE, now)
    now.pass_days(14)
    silent = factories.enrolled(by=doctor, name="Poul Lyngsøe").participant
    page = client.get(LIST)
    assert grethe.study_number in page.text
    assert "Grethe Lyngsøe" in page.text
    rows = {one.study_number: one for one in page.context["rows"]}
    assert (rows[grethe.study_number].consented, rows[silent.study_number].consented) == (True, None)
    assert (rows[grethe.study_number].answered, rows[grethe.study_number].open) == (1, 2)
    assert [one.study_number for one in page.context["rows"]] == [
        silent.study_number,
        grethe.study_number,
    ]


@pytest.mark.parametrize("typed", ["whole", "digits", "beginning"])
def test_a_study_number_finds(client: Client, doctor: User, grethe: Participant, typed: str) -> None:
    factories.enrolled(by=doctor)
    number = grethe.study_number
    search = {"whole": number, "digits": number[1:], "beginning": number[:7].lower()}[typed]
    found = client.get(LIST, {"q": search}).context["rows"]
    assert grethe in found
    assert not client.get(LIST, {"q": "R9' or 1=1"}).context["rows"]


def test_a_no_is_a_no(client: Client, doctor: User, now: Now) -> None:
    refused = factories.consenting(factories.enrolled(by=doctor).participant, questionnaires=False)
    (row,) = client.get(LIST).context["rows"]
    assert (row, row.consented) == (refused, False)


def test_the_list_of_another_practice_stays_there(client: Client, doctor: User, grethe: Participant) -> None:
    sign_in(client, factories.staff(of=factories.practice("Lægerne Havnen")))
    assert grethe.study_number not in client.get(LIST).text


def test_queries_do_not_grow_with_the_list(client: Client, doctor: User, practice: Practice) -> None:
    counts = []
    for _ in range(2):
        for _ in range(4):
            factories.enrolled(by=doctor)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(LIST).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8


def test_reading_the_list_is_one_audit_row(client: Client, doctor: User, grethe: Participant) -> None:
    client.get(LIST)
    row = Entry.objects.get(action="participants.listed")
    assert (row.actor, row.detail["count"]) == (doctor.actor, 1)


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.ADMINISTRATOR])
def test_other_roles_may_not(client: Client, practice: Practice, role: str) -> None:
    sign_in(client, factories.staff(role, of=practice))
    assert client.get(LIST).status_code == 403


def test_nobody_may_without_signing_in(client: Client, db: None) -> None:
    assert client.get(LIST)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("typed", ["\0", "R%00\0", "%", "'; --", "æøå", "R" * 5000])
def test_anything_may_be_typed_into_the_search(client: Client, grethe: Participant, typed: str) -> None:
    assert client.get(LIST, {"q": typed}).status_code == 200
