"""Correcting contact details: found again by them, audited without them, told to the old address."""

from datetime import date

import pytest

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.config.couriers import COURIERS
from cohort.members.actions import contact, links
from cohort.members.models import ContactDetails, Participant
from cohort.outbox.actions.deliver import Claimed, claim
from cohort.outbox.models import Message
from tests.letters import telling
from tests.unit.members.own import AT_GATEWAY, EMAIL, MOBILE, SCREEN, SMS, link, someone

pytestmark = pytest.mark.django_db
BORN = date(1953, 4, 17)


@pytest.fixture
def participant(db: None) -> Participant:
    found = someone()
    Message.objects.all().delete()
    return found


def correct(participant: Participant, **changes: str) -> list[str]:
    before = {"name": "Grethe Lyngsøe", "email": "grethe@test.example", "mobile": MOBILE}
    return contact.correct(participant=participant, **(before | changes))


def test_the_person_is_found_by_the_new_address_alone(participant: Participant) -> None:
    assert correct(participant, email="lyngsoe@test.example", name="Grethe Holm") == ["name", "email"]
    row = ContactDetails.objects.get(email_key=ContactDetails.key("email", "lyngsoe@test.example", BORN))
    assert (row.participant, row.name, row.mobile) == (participant, "Grethe Holm", MOBILE)
    assert not ContactDetails.objects.filter(
        email_key=ContactDetails.key("email", "grethe@test.example", BORN)
    ).exists()


def test_the_audit_says_which_fields_and_not_what_stands_in_them(participant: Participant) -> None:
    correct(participant, email="lyngsoe@test.example", mobile="")
    entry = Entry.objects.get(action="contact.corrected")
    assert (entry.actor, entry.subject, entry.detail) == (
        participant.actor,
        participant.actor,
        {"fields": "email mobile"},
    )


def test_a_letter_that_was_tried_in_vain_does_not_go_to_the_address_given_up(participant: Participant) -> None:
    waiting = Message.objects.create(kind="reminder", recipient=participant.actor, about="x", sealed='{"to": "old"}')
    correct(participant, name="Grethe Holm")
    waiting.refresh_from_db()
    assert waiting.sealed
    correct(participant, name="Grethe Holm", email="lyngsoe@test.example")
    waiting.refresh_from_db()
    assert (waiting.sealed, waiting.state) == ("", Message.State.WAITING)
    assert Message.objects.get(kind="contact_changed").sealed


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"email": "lyngsoe@test.example"}, ["grethe@test.example"]),
        ({"mobile": "+4521304050"}, [AT_GATEWAY]),
        ({"email": "", "mobile": "+4521304050"}, [AT_GATEWAY, "grethe@test.example"]),
        ({"name": "Grethe Holm"}, []),
    ],
)
def test_the_address_given_up_gets_word_of_it(
    participant: Participant, changes: dict[str, str], told: list[str]
) -> None:
    correct(participant, **changes)
    sent = []
    while isinstance(claimed := claim(couriers=COURIERS), Claimed):
        sent.append(claimed.letter)
    assert sorted(one.to for one in sent) == sorted(told)
    for one in sent:
        assert telling(one.sender, one.subject, one.text) == []
        assert "lyngsoe" not in one.text
        assert "21304050" not in one.text


def test_links_that_went_to_the_old_address_end_and_others_go_on(participant: Participant) -> None:
    tokens = {channel: link(participant, channel) for channel in (EMAIL, SMS, SCREEN)}
    correct(participant, email="lyngsoe@test.example")
    usable = {
        channel: found.is_usable(clock.now()) for channel, token in tokens.items() if (found := links.find(token))
    }
    assert usable == {EMAIL: False, SMS: True, SCREEN: True}


def test_nothing_changed_leaves_no_trace(participant: Participant) -> None:
    assert correct(participant) == []
    assert not Entry.objects.filter(action="contact.corrected").exists()
    assert not Message.objects.exists()


def test_some_address_must_be_left(participant: Participant) -> None:
    with pytest.raises(Refusal, match="no_address"):
        correct(participant, email="", mobile="")


def test_an_address_of_somebody_born_the_same_day_is_refused_without_saying_so(participant: Participant) -> None:
    someone(email="twin@test.example", mobile="")
    with pytest.raises(Refusal, match="not_here"):
        correct(participant, email="twin@test.example")
    assert ContactDetails.objects.get(participant=participant).email == "grethe@test.example"
