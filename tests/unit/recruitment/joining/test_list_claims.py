"""The practice's page of those who say it is theirs: told after consent, moved by one tap, and not a moment before."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import NotAllowed, Refusal
from cohort.exports.actions import erase, stop
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Erasure, Participant, Practice, Scope
from recruitment import tasks
from recruitment.actions import claims
from recruitment.models import Claim
from tests import factories
from tests.signing import sign_in
from tests.unit.recruitment.joining.people import signed_up

pytestmark = pytest.mark.django_db
WAITING = "/practice/waiting/"


@pytest.fixture
def practice(db: None) -> Practice:
    return factories.practice()


def client_of(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def withdraw(participant: Participant) -> None:
    text = ConsentText.objects.valid_on(clock.today())
    consent.decide(participant=participant, text=text, choices=dict.fromkeys(Scope, False), language="da")


def test_the_practice_is_told_once_the_person_has_said_yes_and_no_more_after_a_no(practice: Practice) -> None:
    desk = client_of(factories.staff(of=practice))
    someone = signed_up(practice, consents=False)
    assert "Niels Vang" not in desk.get(WAITING).text
    factories.consenting(someone)
    page = desk.get(WAITING).text
    assert "Niels Vang" in page
    assert "3. februar 1961" in page
    assert "1 person har tilmeldt sig" in desk.get("/practice/").text
    withdraw(someone)
    assert "Niels Vang" not in desk.get(WAITING).text
    assert "har tilmeldt sig" not in desk.get("/practice/").text
    tap = desk.post(f"{WAITING}{someone.claim.pk}/", {"answer": "yes"})
    assert tap.status_code == 404


def test_one_tap_and_the_practice_has_its_patient(practice: Practice) -> None:
    doctor = factories.staff(of=practice)
    desk, someone = client_of(doctor), signed_up(practice)
    theirs = f"/participants/{someone.study_number}/"
    assert desk.get(theirs).status_code == 404
    answer = desk.post(f"{WAITING}{someone.claim.pk}/", {"answer": "yes"}, follow=True)
    assert "Om et øjeblik" in answer.text
    assert "Niels Vang" not in answer.text
    claim = Claim.objects.get()
    assert (claim.state, claim.name, claim.birth_date, claim.settled_by) == ("confirmed", "", "", doctor)
    assert desk.get(theirs).status_code == 404  # not until the worker has moved them
    tasks.move_confirmed()
    tasks.move_confirmed()
    assert desk.get(theirs).status_code == 200
    someone.refresh_from_db()
    assert (someone.practice, someone.has_practice) == (practice, True)
    moved = Entry.objects.get(action="participant.moved")
    assert (moved.actor, moved.subject, moved.practice) == (doctor.actor, someone.actor, practice.pk)


def test_a_no_leaves_them_in_the_study_without_a_practice(practice: Practice) -> None:
    desk, someone = client_of(factories.staff(of=practice)), signed_up(practice)
    desk.post(f"{WAITING}{someone.claim.pk}/", {"answer": "no"})
    tasks.move_confirmed()
    someone.refresh_from_db()
    assert not someone.has_practice
    assert someone.allows(Scope.QUESTIONNAIRES)
    assert someone.assignments.exists()
    assert desk.get(f"/participants/{someone.study_number}/").status_code == 404
    assert Claim.objects.get().name == ""


def test_another_practice_neither_sees_nor_answers(practice: Practice) -> None:
    someone = signed_up(practice)
    stranger = factories.staff(Role.PRACTICE_STAFF, of=factories.practice("Lægerne ved Åen"))
    desk = client_of(stranger)
    assert "Niels Vang" not in desk.get(WAITING).text
    assert desk.post(f"{WAITING}{someone.claim.pk}/", {"answer": "yes"}).status_code == 404
    with pytest.raises(NotAllowed):
        claims.answer(claim=someone.claim, is_ours=True, by=stranger)


def test_two_colleagues_answer_once(practice: Practice) -> None:
    first, second = factories.staff(of=practice), factories.staff(of=practice, name="Per Holm")
    claim = signed_up(practice).claim
    claims.answer(claim=claim, is_ours=False, by=first)
    with pytest.raises(Refusal, match="answered"):
        claims.answer(claim=claim, is_ours=True, by=second)
    assert "allerede besvaret" in client_of(second).post(f"{WAITING}{claim.pk}/", {"answer": "yes"}, follow=True).text
    assert Claim.objects.get().settled_by == first


def test_who_withdraws_before_they_are_moved_is_not_moved(practice: Practice) -> None:
    someone = signed_up(practice)
    claims.answer(claim=someone.claim, is_ours=True, by=factories.staff(of=practice))
    withdraw(someone)
    tasks.move_confirmed()
    someone.refresh_from_db()
    assert not someone.has_practice


def test_the_database_keeps_no_name_once_it_is_settled(practice: Practice) -> None:
    signed_up(practice)
    with pytest.raises(IntegrityError, match="claim_names_its_person"), transaction.atomic():
        Claim.objects.update(state="refused", settled_at=clock.now(), settled_by=factories.staff(of=practice))


def test_erasing_somebody_takes_their_claim(practice: Practice) -> None:
    someone = signed_up(practice)
    stop.stop(participant=someone, choice=Erasure.Choice.KEEP, by=someone.actor)
    erase.erase_due()
    assert not Claim.objects.exists()
    assert Participant.objects.filter(pk=someone.pk).exists()
