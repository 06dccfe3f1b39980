"""The study office compares two numbers side by side and decides; each look is audited."""

import pytest
from django.test import Client

from cohort.accounts.models import Role
from cohort.audit.models import Entry
from cohort.members.actions import duplicates
from cohort.members.models import Duplicate, Participant
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Duplicate:
    doctor = factories.staff(of=factories.practice())
    for address in ("grethe@test.example", "g.lyngsoe@test.example"):
        factories.enrolled(by=doctor, email=address)
    duplicates.find()
    return Duplicate.objects.select_related("first", "second").get()


@pytest.fixture
def office() -> Client:
    return sign_in(Client(), factories.staff(Role.STUDY_OFFICE))


def test_the_list_shows_numbers_and_no_name(office: Client, pair: Duplicate) -> None:
    page = office.get("/office/duplicates/").content.decode()
    assert pair.first.study_number in page
    assert "Lyngsøe" not in page
    assert "Navn og fødselsdato" in page


def test_the_pair_stands_side_by_side_and_both_looks_are_audited(office: Client, pair: Duplicate) -> None:
    page = office.get(f"/office/duplicates/{pair.pk}/").content.decode()
    assert "grethe@test.example" in page
    assert "g.lyngsoe@test.example" in page
    looks = Entry.objects.filter(action="participant.read")
    assert {look.subject for look in looks} == {pair.first.actor, pair.second.actor}
    assert {look.purpose for look in looks} == {"duplicate"}


def test_joined_apart_and_back_again(office: Client, pair: Duplicate) -> None:
    here = f"/office/duplicates/{pair.pk}/"
    assert office.post(here, {"decision": "R0000000-1"}).status_code == 422
    assert office.post(here, {"decision": pair.second.study_number}).status_code == 302
    assert Participant.objects.get(pk=pair.first_id).merged_into_id == pair.second_id
    assert office.post(here, {"decision": "two_people"}).status_code == 422  # decided already
    assert office.post(here, {"decision": "take_back"}).status_code == 302
    assert Participant.objects.get(pk=pair.first_id).merged_into_id is None
    assert office.post(here, {"decision": "two_people"}).status_code == 302
    assert "To personer" in office.get("/office/duplicates/").content.decode()


def test_a_pair_of_somebody_forgotten_is_not_there(office: Client, pair: Duplicate) -> None:
    pair.first.contact.delete()
    assert office.get(f"/office/duplicates/{pair.pk}/").status_code == 404
