"""The study office's list of those whose practice takes no part, is not on the list, or said no."""

import pytest
from django.test import Client

from cohort.accounts.models import Role
from cohort.common.errors import NotAllowed
from recruitment.actions import claims
from tests import factories
from tests.signing import sign_in
from tests.unit.recruitment.joining.people import signed_up

pytestmark = pytest.mark.django_db
LIST = "/office/sign-ups/"


@pytest.fixture
def office(db: None) -> Client:
    client = Client()
    sign_in(client, factories.staff(Role.STUDY_OFFICE))
    return client


def test_the_office_sees_who_has_no_practice_yet_by_number_and_after_consent(office: Client) -> None:
    someone = signed_up(named="Lægerne i Ribe", consents=False)
    assert someone.study_number not in office.get(LIST).text
    factories.consenting(someone)
    page = office.get(LIST).text
    assert someone.study_number in page
    assert "Lægerne i Ribe" in page
    assert "Ikke på listen" in page
    assert "Niels Vang" not in page  # who they are stands on their card, which is opened for a purpose


def test_who_says_they_have_no_practice_is_left_alone(office: Client) -> None:
    someone = signed_up()
    assert someone.study_number not in office.get(LIST).text


def test_the_practice_that_was_meant_is_asked(office: Client) -> None:
    practice = factories.practice()
    someone = signed_up(named="Lægerne i Ribe")
    answer = office.post(f"{LIST}{someone.claim.pk}/", {"do": "link", "number": practice.provider_number}, follow=True)
    assert "Lægehuset Nørregade bliver spurgt nu" in answer.text
    someone.claim.refresh_from_db()
    claim = someone.claim
    assert (claim.state, claim.practice, claim.named, claim.name) == ("waiting", practice, "", "Niels Vang")
    desk = Client()
    sign_in(desk, factories.staff(of=practice))
    assert "Niels Vang" in desk.get("/practice/waiting/").text


@pytest.mark.parametrize("number", ["", "999999", "torvet"])
def test_a_number_that_is_no_practice_asks_nobody(office: Client, number: str) -> None:
    factories.practice("Torvet")
    someone = signed_up(named="Lægerne i Ribe")
    office.post(f"{LIST}{someone.claim.pk}/", {"do": "link", "number": number})
    someone.claim.refresh_from_db()
    assert someone.claim.state == "outside"


def test_a_refused_one_is_left_without_and_is_gone_from_the_list(office: Client) -> None:
    practice = factories.practice()
    someone = signed_up(practice)
    claims.answer(claim=someone.claim, is_ours=False, by=factories.staff(of=practice))
    assert "Ikke patient der" in office.get(LIST).text
    office.post(f"{LIST}{someone.claim.pk}/", {"do": "leave"})
    assert someone.study_number not in office.get(LIST).text
    someone.claim.refresh_from_db()
    assert someone.claim.state == "alone"


def test_a_practice_settles_nothing_for_the_office() -> None:
    practice = factories.practice()
    someone = signed_up(named="Lægerne i Ribe")
    with pytest.raises(NotAllowed):
        claims.link(claim=someone.claim, practice=practice, by=factories.staff(of=practice))
