"""Every message to a participant leads to their choices, by a link of its own."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from cohort.common import clock
from cohort.config.couriers import COURIERS
from cohort.members.actions import links, own_links
from cohort.members.models import ContactDetails, Participant, PersonalLink
from cohort.outbox.actions.enqueue import enqueue
from cohort.outbox.letters import SMS_LENGTH, Letter
from cohort.outbox.models import Message
from tests import factories
from tests.letters import telling
from tests.unit.members.own import MOBILE, someone
from tests.unit.questionnaires import answering

pytestmark = pytest.mark.django_db
ADDRESS = re.compile(r"http://localhost/c/([A-Za-z0-9_-]{43})/")


def letter(kind: str, participant: Participant, about: str, step: int = 0) -> Letter:
    enqueue(kind=kind, recipient=participant.actor, about=about, step=step)
    return COURIERS[kind].compose(Message.objects.filter(kind=kind, recipient=participant.actor).latest("pk"))


def written(kind: str) -> Letter:
    if kind == "enrolment":
        return COURIERS[kind].compose(Message.objects.get(kind=kind, recipient=someone().actor))
    if kind == "own_link":
        participant = factories.consenting(someone())
        message = Message(kind=kind, recipient=participant.actor, about=f"email:{own_links.ABOUT}", due_at=clock.now())
        message.created_at = clock.now()
        message.save()
        return COURIERS[kind].compose(message)
    person = answering.person()
    return letter(kind, person.participant, str(person.assignment.uuid))


@pytest.mark.covers("R22")
@pytest.mark.parametrize("kind", ["enrolment", "invitation", "reminder", "continuation", "own_link"])
def test_each_letter_ends_with_the_way_to_stop(kind: str) -> None:
    made = written(kind)
    (token,) = ADDRESS.findall(made.text)
    assert made.text.rstrip().endswith(f"/c/{token}/")
    assert made.html.count(token) == 1
    assert telling(made.text.split(token)[0].rsplit("\n\n", 1)[-1]) == []
    link = links.find(token)
    assert link is not None
    assert link.purpose == PersonalLink.Purpose.CHOICES
    assert link.channel == "email"
    assert link.expires_at > clock.now() + timedelta(days=360)
    assert Client().get(f"/c/{token}/").status_code == 200


def test_an_older_letter_goes_on_working_beside_a_newer_one() -> None:
    person = answering.person()
    tokens = [
        ADDRESS.findall(letter("invitation", person.participant, str(person.assignment.uuid), step).text)[0]
        for step in (0, 1)
    ]
    assert tokens[0] != tokens[1]
    assert [Client().get(f"/c/{token}/").status_code for token in tokens] == [200, 200]


def test_a_text_message_has_room_for_its_own_link_only() -> None:
    person = answering.person()
    contact = ContactDetails.objects.get(participant=person.participant)
    contact.email, contact.mobile = "", MOBILE
    contact.save()
    made = letter("invitation", person.participant, str(person.assignment.uuid))
    assert len(made.text) <= SMS_LENGTH
    assert made.text.count("http") == 1
    (token,) = re.findall(r"/q/([A-Za-z0-9_-]{43})/", made.text)
    page = Client().get(f"/q/{token}/").content.decode()
    assert f"/c/{token}/" in page
    assert f"/c/{token}/stop/" in page
