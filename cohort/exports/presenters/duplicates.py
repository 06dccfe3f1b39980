"""Pairs that may be one person, as the study office sees them."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohort.members.models import Duplicate, Participant
from questionnaires.models import Assignment

MOST_DECIDED = 50  # decided pairs on the list, the latest: what is older is in the audit


@dataclass(frozen=True)
class Pairs:
    to_decide: list[Duplicate]
    decided: list[Duplicate]


@dataclass(frozen=True)
class Side:
    participant: Participant
    answered: int  # questionnaires handed in


@dataclass(frozen=True)
class Row:
    """One thing about both, and whether it differs."""

    label: str
    first: str
    second: str

    @property
    def is_alike(self) -> bool:
        return self.first == self.second


def pairs() -> Pairs:
    asked = Duplicate.objects.select_related("first", "second")
    decided = asked.exclude(state=Duplicate.State.OPEN).order_by("-decided_at", "-pk")
    return Pairs(list(asked.to_decide()), list(decided[:MOST_DECIDED]))


def found(pk: int) -> Duplicate | None:
    """The pair with everything a page tells of both; None where one of them is gone or was forgotten."""
    asked = Duplicate.objects.select_related(
        "first__practice", "first__contact", "first__enrolled_by", "second__practice", "second__contact"
    )
    known = asked.filter(first__contact__isnull=False, second__contact__isnull=False)
    return known.filter(pk=pk).first()


def sides(pair: Duplicate) -> tuple[Side, Side]:
    first, second = (Side(who, _answered(who)) for who in (pair.first, pair.second))
    return first, second


def rows(both: tuple[Side, Side]) -> list[Row]:
    """What to compare, the most telling first; of the CPR number only the birth date's part and whether it is alike."""
    one, other = (side.participant for side in both)
    told = [
        (_("Name"), one.contact.name, other.contact.name),
        (_("Birth date"), _day(one.contact.birth_date), _day(other.contact.birth_date)),
        (_("CPR number"), _cpr(one), _cpr(other)),
        (_("E-mail"), one.contact.email, other.contact.email),
        (_("Mobile number"), one.contact.mobile, other.contact.mobile),
        (_("Telephone"), one.contact.phone, other.contact.phone),
        (_("Practice"), one.practice.name, other.practice.name),
        (_("Enrolled"), _moment(one), _moment(other)),
        (_("Questionnaires answered"), str(both[0].answered), str(both[1].answered)),
    ]
    return [Row(label, first, second) for label, first, second in told if first or second]


def _answered(who: Participant) -> int:
    mine = Assignment.objects.filter(participant=who, respondent=Assignment.Respondent.PARTICIPANT)
    return mine.filter(state=Assignment.State.SUBMITTED).count()


def _cpr(who: Participant) -> str:
    return _("known") if who.contact.cpr else ""


def _day(written: str) -> str:
    return date_format(date.fromisoformat(written), "DATE_FORMAT")


def _moment(who: Participant) -> str:
    return date_format(who.enrolled_at, "DATE_FORMAT")
