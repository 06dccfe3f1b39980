"""What left a practice, as sentences: who was enrolled, what was kept, printed, looked at, fetched and released."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.models import Membership

PER_PAGE = 50


@dataclass(frozen=True)
class Line:
    at: datetime
    practice: str  # empty where the reader works in one practice only
    sentence: str


def practices(user: User) -> dict[int, str]:
    """The practices where the user works today: key → name."""
    memberships = Membership.objects.valid_on(clock.today()).filter(user=user).select_related("practice")
    return {membership.practice.pk: membership.practice.name for membership in memberships}


def lines(entries: Iterable[Entry], names: dict[int, str]) -> list[Line]:
    """A line for each entry; `names` are those of the reader's practices."""
    several = len(names) > 1
    return [Line(entry.at, names.get(entry.practice or 0, "") if several else "", sentence(entry)) for entry in entries]


def sentence(entry: Entry) -> str:
    """What happened, in the language that is active; the patient by study number."""
    number = entry.subject.partition(":")[2]
    if entry.action == "release.included":
        count = int(entry.detail["count"])
        return ngettext(
            "Data release %(number)s for research holds answers of %(count)s of your patients, without a name.",
            "Data release %(number)s for research holds answers of %(count)s of your patients, without names.",
            count,
        ) % {"number": number, "count": count}
    if entry.action == "participant.read":
        return _look(entry.role) % {"number": number}
    told = {
        "participant.enrolled": _("%(number)s was enrolled, and contact details were stored in Rygvej."),
        "record.kept": _("The ticked record template of %(number)s was kept for research, as the patient has allowed."),
        "summary.printed": _("A summary of %(number)s was made as a PDF."),
        "summary.downloaded": _("The summary of %(number)s was downloaded."),
        "data.handed_over": _("The study office fetched everything that is kept about %(number)s, for the patient."),
    }
    return told[entry.action] % {"number": number}


def _look(role: str) -> str:
    """By somebody who works for the study; of those, two roles reach the contact details."""
    told = {
        Role.STUDY_OFFICE.value: _("The study office looked at the contact details of %(number)s."),
        Role.INTERVIEWER.value: _("An interviewer looked at the contact details of %(number)s."),
    }
    return told.get(role, _("Somebody who works for the study looked at what is kept about %(number)s."))
