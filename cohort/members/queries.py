"""Questions that are asked across practices, answered by the database with as little as the asker needs."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from cohort.common import sealing
from cohort.members.models import ContactDetails, Participant
from cohort.outbox.mail import REFUSED
from cohort.outbox.models import Message


@dataclass(frozen=True)
class Known:
    """Somebody enrolled. Outside the asker's reach nothing more can be read of them."""

    pk: int
    study_number: str
    practice: int

    @property
    def actor(self) -> str:
        """How audit and outbox name this person."""
        return f"participant:{self.study_number}"


def known(*, birth_date: date, email: str = "", mobile: str = "", cpr: str = "") -> list[Known]:
    """Whoever is enrolled with this CPR number, or with this birth date and this address or number, wherever.

    The first enrolled come first. One must know a person to ask: the database is given keyed hashes, and compares
    them with its own.
    """
    found: dict[int, Known] = {}
    for secret in sealing.lookup_secrets():
        keys = [
            ContactDetails.key("email", email, birth_date, secret=secret),
            ContactDetails.key("mobile", mobile, birth_date, secret=secret),
            ContactDetails.key_of_cpr(cpr, secret=secret),
        ]
        with connection.cursor() as cursor:
            cursor.execute("SELECT participant_id, study_number, practice_id FROM known_by_contact(%s, %s, %s)", keys)
            found |= {row[0]: Known(*row) for row in cursor.fetchall()}
    return list(found.values())


def is_undeliverable(participant: Participant) -> bool:
    """Whether the last message to this participant could not be delivered: the mail server knows no such address.

    Word that went to an address given up is not meant.
    """
    written = Message.objects.filter(recipient=participant.actor).exclude(state=Message.State.DROPPED)
    last = written.exclude(kind="contact_changed").order_by("-pk").values_list("state", "reason").first()
    return last is not None and last[0] == Message.State.FAILED and last[1].startswith(REFUSED)
