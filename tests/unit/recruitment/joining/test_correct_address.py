"""A mistyped address: the practice is told in words, corrects it, and the invitation goes out again."""

import pytest
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common.errors import NotAllowed
from cohort.members.models import Participant
from cohort.members.queries import is_undeliverable
from cohort.outbox.actions import deliver
from cohort.outbox.letters import Letter
from cohort.outbox.mail import Refused, Transport, TriedInVain
from cohort.outbox.models import Message
from recruitment.actions import readdress
from recruitment.presenters import mail
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
TOLD = "Vores besked kunne ikke leveres: Adressen findes ikke."


@pytest.fixture
def doctor(db: None) -> User:
    return factories.staff(of=factories.practice())


@pytest.fixture
def desk(doctor: User) -> Client:
    client = Client()
    sign_in(client, doctor)
    return client


def refused(participant: Participant, monkeypatch: pytest.MonkeyPatch, error: TriedInVain) -> None:
    """Send what waits, to a server that answers so."""

    def answer(self: Transport, letter: Letter, uuid: object) -> None:
        raise error

    with monkeypatch.context() as changed:
        changed.setattr(Transport, "send", answer)
        deliver.send_due(couriers={"enrolment": mail})


def test_the_practice_and_the_office_are_told_in_words(
    desk: Client, doctor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone = factories.enrolled(by=doctor, email="greta@tset.example").participant
    pages = (f"/participants/{someone.study_number}/", f"/practice/enrolled/{someone.study_number}/")
    assert all(TOLD not in desk.get(page).text for page in pages)
    refused(someone, monkeypatch, Refused("recipient_550"))
    for page in pages:
        text = desk.get(page).text
        assert TOLD in text
        assert f"/practice/enrolled/{someone.study_number}/address/" in text
    office = Client()
    sign_in(office, factories.staff(Role.STUDY_OFFICE))
    card = office.post(f"/office/{someone.study_number}/", {"purpose": "question"}, follow=True)
    assert "Vores seneste besked kunne ikke leveres" in card.text


def test_a_full_mailbox_is_no_wrong_address(doctor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = factories.enrolled(by=doctor).participant
    refused(someone, monkeypatch, TriedInVain("recipient_452"))
    assert not is_undeliverable(someone)


def test_corrected_here_the_invitation_goes_there(desk: Client, doctor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    someone = factories.enrolled(by=doctor, email="greta@tset.example").participant
    refused(someone, monkeypatch, Refused("recipient_550"))
    address = f"/practice/enrolled/{someone.study_number}/address/"
    assert 'value="greta@tset.example"' in desk.get(address).text
    answer = desk.post(address, {"email": "greta@test.example", "mobile": ""}, follow=True)
    assert "Invitationen sendes til den rettede adresse" in answer.text
    assert TOLD not in answer.text
    assert someone.links.filter(channel="email", revoked_at__isnull=True).count() == 0
    message = Message.objects.filter(kind="enrolment", recipient=someone.actor).latest("pk")
    assert (message.state, mail.wanted(message)) == ("waiting", "")
    assert mail.compose(message).to == "greta@test.example"
    assert not Message.objects.filter(kind="contact_changed").exists()  # a stranger's address hears nothing of it
    entry = Entry.objects.get(action="contact.corrected")
    assert (entry.actor, entry.subject, entry.detail["fields"]) == (doctor.actor, someone.actor, "email")


def test_what_still_waits_goes_to_the_right_address_once(doctor: User) -> None:
    someone = factories.enrolled(by=doctor, email="greta@tset.example").participant
    assert readdress.correct(participant=someone, email="greta@test.example", mobile="", by=doctor)
    assert Message.objects.filter(kind="enrolment", recipient=someone.actor).count() == 1
    assert not readdress.correct(participant=someone, email="greta@test.example", mobile="", by=doctor)


@pytest.mark.parametrize("typed", [{"email": "", "mobile": ""}, {"email": "x", "mobile": ""}, {"mobile": "12345678"}])
def test_what_cannot_be_right_is_asked_again(desk: Client, doctor: User, typed: dict[str, str]) -> None:
    someone = factories.enrolled(by=doctor).participant
    before = someone.contact.email
    assert desk.post(f"/practice/enrolled/{someone.study_number}/address/", typed).status_code == 422
    someone.contact.refresh_from_db()
    assert someone.contact.email == before


def test_somebody_elses_address_on_the_same_birth_date_is_refused(desk: Client, doctor: User) -> None:
    factories.enrolled(by=doctor, email="grethe@test.example")
    someone = factories.enrolled(by=doctor, email="greta@tset.example").participant
    page = desk.post(f"/practice/enrolled/{someone.study_number}/address/", {"email": "grethe@test.example"})
    assert page.status_code == 422


def test_who_has_decided_is_corrected_by_the_office(desk: Client, doctor: User) -> None:
    someone = factories.consenting(factories.enrolled(by=doctor).participant)
    address = f"/practice/enrolled/{someone.study_number}/address/"
    for answer in (desk.get(address, follow=True), desk.post(address, {"email": "x@test.example"}, follow=True)):
        assert "det studiekontoret, der retter" in answer.text
    someone.contact.refresh_from_db()
    assert someone.contact.email != "x@test.example"


def test_another_practice_corrects_nothing(doctor: User) -> None:
    someone = factories.enrolled(by=doctor).participant
    stranger = factories.staff(of=factories.practice("Lægerne ved Åen"))
    with pytest.raises(NotAllowed):
        readdress.correct(participant=someone, email="x@test.example", mobile="", by=stranger)
