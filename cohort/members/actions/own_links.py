"""Asking for a link to the own page without one in hand: the same work, whoever asks."""

from datetime import date, timedelta
from uuid import uuid4

from django.db import transaction

from cohort.common import clock
from cohort.members.models import ContactDetails, Participant, PersonalLink
from cohort.outbox.actions.enqueue import enqueue
from cohort.outbox.models import Message

KIND = "own_link"
ABOUT = "find"
LIFETIME = timedelta(hours=1)
MOST_LINKS = 3
WITHIN = timedelta(hours=1)
ADDRESS = "address"

FIELDS = {PersonalLink.Channel.EMAIL: "email_key", PersonalLink.Channel.SMS: "mobile_key"}


@transaction.atomic
def ask(*, birth_date: date, email: str = "", mobile: str = "") -> None:
    """Put a message into the outbox, addressed to the keyed hash of what was typed.

    Whether anybody has that address is looked up when the message's turn comes, so neither the answer nor the time
    it takes can tell. What was typed itself is kept nowhere.
    """
    channel = PersonalLink.Channel.EMAIL if email else PersonalLink.Channel.SMS
    key = ContactDetails.key("email", email, birth_date) if email else ContactDetails.key("mobile", mobile, birth_date)
    enqueue(kind=KIND, recipient=f"{ADDRESS}:{key}", about=f"{channel}:{uuid4()}")


def asker(message: Message) -> tuple[Participant, PersonalLink.Channel] | None:
    """Who asked, and the way the link shall go; None where nobody has that address."""
    kind, _colon, key = message.recipient.partition(":")
    way = message.about.partition(":")[0]
    if way not in FIELDS:
        return None
    channel = PersonalLink.Channel(way)
    people = Participant.objects.filter(merged_into__isnull=True).select_related("practice", "contact", "enrolled_by")
    by = {ADDRESS: f"contact__{FIELDS[channel]}", "participant": "study_number"}
    found = people.filter(**{by[kind]: key}).first() if kind in by else None
    return (found, channel) if found else None


def found(message: Message, participant: Participant) -> None:
    """From now on the message is the participant's like every other: shown to them, and forgotten with them."""
    Message.objects.filter(pk=message.pk).update(recipient=participant.actor)


def has_many(participant: Participant) -> bool:
    """Whether so many links were sent lately that another one would only be a nuisance."""
    lately = PersonalLink.objects.filter(
        participant=participant, purpose=PersonalLink.Purpose.OWN, issued_at__gt=clock.now() - WITHIN
    )
    return lately.count() >= MOST_LINKS
