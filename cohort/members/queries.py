"""Questions that are asked across practices, answered by the database with as little as the asker needs."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from cohort.common import sealing
from cohort.members.models import ContactDetails


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
