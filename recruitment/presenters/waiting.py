"""Those who wait for an answer about which practice is theirs, as practice and study office see them."""

from dataclasses import dataclass
from datetime import date, datetime

from cohort.accounts.models import User
from recruitment.models import Claim


@dataclass(frozen=True)
class Person:
    """Somebody who says that the practice is theirs."""

    claim: int
    name: str
    birth_date: date
    practice: str
    asked_at: datetime


def people(user: User) -> list[Person]:
    """Who waits for the practices where the user works, those who have waited longest first."""
    rows = Claim.objects.visible_to(user).waiting().select_related("practice")
    return [
        Person(row.pk, row.name, date.fromisoformat(row.birth_date), str(row.practice), row.asked_at) for row in rows
    ]


def count(user: User) -> int:
    """How many wait for the user's practices."""
    return Claim.objects.visible_to(user).filter(state=Claim.State.WAITING).count()
