"""The enrolment page and the page with the QR code, through the client."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.common.tokens import digest
from cohort.members.models import Membership, Participant, PersonalLink, Practice
from recruitment.models import ScreeningEntry
from tests import factories
from tests.signing import sign_in

ENROL = "/practice/enrol/"
TYPED = {
    "name": "Grethe Lyngsøe",
    "born": "17-04-1953",
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


@pytest.mark.covers("R7")
def test_one_screen_and_the_code_is_there(client: Client, doctor: User) -> None:
    page = client.get(ENROL)
    assert page.status_code == 200
    assert "autofocus" in page.text
    assert 'name="practice"' not in page.text
    answer = client.post(ENROL, TYPED)
    someone = Participant.objects.get()
    shown = reverse("recruitment:show_invitation", args=[someone.study_number])
    assert (answer.status_code, answer["Location"]) == (302, shown)
    page = client.get(shown)
    token = re.search(r"http://localhost/l/([\w-]{43})/", page.text)
    assert token
    assert PersonalLink.objects.get(purpose="start").digest == digest(token[1])
    code = re.search(r'class="code">(\w{4}) (\w{4})<', page.text)
    assert code
    assert PersonalLink.objects.get(purpose="code").digest == digest(code[1] + code[2])
    assert "<svg" in page.text
    assert "localhost/k/" in page.text
    assert "no-store" in page["Cache-Control"]


def test_the_token_rides_neither_in_the_address_nor_open_in_the_session(client: Client, doctor: User) -> None:
    answer = client.post(ENROL, TYPED)
    page = client.get(answer["Location"])
    token = re.search(r"/l/([\w-]{43})/", page.text)
    assert token
    assert token[1] not in answer["Location"]
    assert token[1] not in str(dict(client.session))


def test_the_code_is_forgotten_with_the_session_and_made_anew(client: Client, doctor: User) -> None:
    shown = client.post(ENROL, TYPED)["Location"]
    old = PersonalLink.objects.get(purpose="start")
    sign_in(client, doctor)
    session = client.session
    session.flush()
    sign_in(client, doctor)
    assert "<svg" not in client.get(shown).text.split("<main")[1]
    answer = client.post(f"{shown}again/")
    assert answer["Location"] == shown
    assert "<svg" in client.get(shown).text.split("<main")[1]
    old.refresh_from_db()
    assert old.revoked_at is not None


def test_every_fault_stands_beside_its_field_and_on_top(client: Client, doctor: User) -> None:
    page = client.post(
        ENROL, TYPED | {"born": "17.4.53", "reach": "grethe", "second": "123", "phone": "ask", "name": ""}
    )
    assert page.status_code == 422
    assert not Participant.objects.exists()
    for field in ("id_name", "id_born", "id_reach", "id_second", "id_phone"):
        assert f'href="#{field}"' in page.text
        assert f'id="{field}_error"' in page.text
        assert f'aria-describedby="{field}' in page.text


@pytest.mark.parametrize("day", ["15-05-2015", "01-01-2090", "31-02-1953", "17041953123", "0101", "140558"])
def test_an_impossible_birth_date_is_said_in_words(client: Client, doctor: User, day: str) -> None:
    page = client.post(ENROL, TYPED | {"born": day})
    assert page.status_code == 422
    assert 'id="id_born_error"' in page.text


def test_neither_address_is_a_fault(client: Client, doctor: User) -> None:
    page = client.post(ENROL, TYPED | {"reach": ""})
    assert page.status_code == 422
    assert 'id="id_reach_error"' in page.text


def test_a_danish_mobile_is_enough(client: Client, doctor: User) -> None:
    client.post(ENROL, TYPED | {"reach": "20 30 40 50"})
    assert Participant.objects.get().contact.mobile == "+4520304050"


def test_the_same_person_again_leads_to_their_page(client: Client, doctor: User) -> None:
    client.post(ENROL, TYPED)
    someone = Participant.objects.get()
    page = client.post(ENROL, TYPED)
    assert page.status_code == 422
    assert someone.study_number in page.text
    assert f"/participants/{someone.study_number}/" in page.text
    assert Participant.objects.count() == 1


def test_somebody_elses_participant_is_not_hinted_at(client: Client, doctor: User) -> None:
    elsewhere = factories.practice("Lægerne Havnen")
    theirs = factories.enrolled(by=factories.staff(of=elsewhere), email="grethe@test.example").participant
    page = client.post(ENROL, TYPED)
    assert page.status_code == 422
    assert theirs.study_number not in page.text
    assert "Havnen" not in page.text
    assert client.get(f"/practice/enrolled/{theirs.study_number}/").status_code == 404
    assert client.post(f"/practice/enrolled/{theirs.study_number}/again/").status_code == 404


def test_who_works_in_two_practices_chooses(client: Client, doctor: User, practice: Practice) -> None:
    second = factories.practice("Lægerne Havnen")
    foreign = factories.practice("Lægerne Skoven")
    membership = Membership.objects.get(user=doctor)
    Membership.objects.create(user=doctor, practice=second, starts_on=membership.starts_on)
    assert 'name="practice"' in client.get(ENROL).text
    assert client.post(ENROL, TYPED).status_code == 422
    assert client.post(ENROL, TYPED | {"practice": foreign.pk}).status_code == 422
    assert client.post(ENROL, TYPED | {"practice": second.pk}).status_code == 302
    assert Participant.objects.get().practice == second


@pytest.mark.covers("S27")
def test_markup_in_a_name_stays_text(client: Client, doctor: User) -> None:
    client.post(ENROL, TYPED | {"name": "<script>alert(1)</script>"})
    someone = Participant.objects.get()
    page = client.get(f"/practice/enrolled/{someone.study_number}/")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


@pytest.mark.parametrize("role", [Role.RESEARCHER, Role.ADMINISTRATOR])
def test_other_roles_may_not(client: Client, practice: Practice, role: str) -> None:
    sign_in(client, factories.staff(role, of=practice))
    assert client.get(ENROL).status_code == 403


def test_a_clinician_without_a_practice_may_not(client: Client, db: None) -> None:
    sign_in(client, factories.staff())
    assert client.get(ENROL).status_code == 403


def test_the_message_is_on_its_way_only_for_a_while(client: Client, doctor: User) -> None:
    shown = client.post(ENROL, TYPED)["Location"]
    assert client.get(shown).context["is_fresh"]
    Participant.objects.update(enrolled_at=clock.now() - timedelta(hours=2))
    assert not client.get(shown).context["is_fresh"]


def test_the_page_measures_how_long_it_took(client: Client, doctor: User) -> None:
    now = clock.system_time()
    with clock.use(lambda: now):
        opened = re.search(r'name="opened" value="([^"]+)"', client.get(ENROL).text)
    assert opened
    with clock.use(lambda: now + timedelta(seconds=12)):
        again = client.post(ENROL, TYPED | {"born": "", "opened": opened[1]})
        assert opened[1] in again.text, "corrected, it goes on from when it was opened"
    with clock.use(lambda: now + timedelta(seconds=28)):
        client.post(ENROL, TYPED | {"opened": opened[1]})
    assert ScreeningEntry.objects.get().seconds == 28


@pytest.mark.parametrize("opened", ["", "0:x", "1:made-up"])
def test_a_moment_that_says_nothing_refuses_nothing(client: Client, doctor: User, opened: str) -> None:
    assert client.post(ENROL, TYPED | {"opened": opened}).status_code == 302
    assert ScreeningEntry.objects.get().seconds is None
