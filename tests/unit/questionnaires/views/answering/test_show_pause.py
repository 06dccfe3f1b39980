"""A pause says until when, and sends the person a new link when asked."""

import pytest
import pytest_django
from django.core import mail

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.config.tasks import send_messages
from cohort.members.models import ContactDetails, PersonalLink
from cohort.outbox.models import Message
from questionnaires.actions import messages
from tests.unit.questionnaires.answering import Person

pytestmark = pytest.mark.django_db
BUTTON = "Send mig linket igen"


def ask(person: Person) -> str:
    return str(person.client.post(person.url("show_pause")).content.decode())


def continuations() -> "list[Message]":
    return list(Message.objects.filter(kind="continuation").order_by("step"))


def test_looking_sends_nothing(person: Person) -> None:
    assert BUTTON in person.get("show_pause").content.decode()
    assert continuations() == []


def test_asked_for_a_new_link_leaves_and_ends_the_old_answer_link(person: Person) -> None:
    person.token = old = person.answer_link()
    assert BUTTON not in ask(person)
    (message,) = continuations()
    assert Entry.objects.get(action="link.asked_again").actor == person.participant.actor
    send_messages()
    message.refresh_from_db()
    assert message.state == Message.State.SENT
    (letter,) = [one for one in mail.outbox if one.subject == "Dit link til at fortsætte"]
    assert "Det, du har svaret, er gemt." in letter.body
    assert old not in letter.body
    assert person.get("show_pause").status_code == 410
    usable = PersonalLink.objects.filter(purpose="answer", participant=person.participant)
    assert sum(link.is_usable(clock.now()) for link in usable) == 1


def test_twice_in_a_row_is_one_letter(person: Person) -> None:
    ask(person)
    ask(person)
    assert len(continuations()) == 1


def test_after_three_letters_the_page_says_whom_to_call(person: Person) -> None:
    for _ in range(messages.MOST_CONTINUATIONS):
        ask(person)
        send_messages()
    assert "Vi kan ikke sende dig flere link til dette skema." in ask(person)
    assert len(continuations()) == messages.MOST_CONTINUATIONS


def test_without_an_address_the_link_in_hand_stays(person: Person, settings: pytest_django.Settings) -> None:
    settings.SMS_MAIL_DOMAIN = ""
    contact = ContactDetails.objects.get(participant=person.participant)
    contact.email, contact.mobile = "", "+4520304050"
    contact.save()
    text = ask(person)
    assert "Det, du kom med, virker stadig." in text
    assert "Fortsæt nu" in text
    assert continuations() == []


def test_a_link_asked_for_holds_no_reminder_back_and_goes_without_consent_to_reminders(person: Person) -> None:
    """Steps of one kind are not counted against another's."""
    for _ in range(2):
        ask(person)
        send_messages()
    reminder = Message(kind="reminder", recipient=person.participant.actor, about=str(person.assignment.uuid), step=1)
    assert messages.wanted(reminder) == ""
    last = continuations()[-1]
    assert messages.wanted(last) == ""
    assert messages.wanted(continuations()[0]) == "superseded"


def test_after_a_no_to_forms_it_no_longer_goes(person: Person) -> None:
    from cohort.members.actions import consent
    from cohort.members.models import ConsentText, Scope

    ask(person)
    consent.decide(
        participant=person.participant,
        text=ConsentText.objects.valid_on(clock.today()),
        choices={Scope.QUESTIONNAIRES: False},
        language="da",
    )
    send_messages()
    assert [(one.state, one.reason) for one in continuations()] == [("dropped", "withdrawn")]
