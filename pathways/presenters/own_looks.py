"""Who has looked: what staff did with a participant's data, told to the participant, and never with a name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cohort.accounts.models import Role, User
from cohort.audit import queries
from cohort.audit.models import Entry, Kind
from cohort.members.models import Participant, Practice

MOST_LOOKS = 20
# Part of another act that has its own line.
NO_LOOKS = ("link.issued",)
# They work for the study, not for the practice that the act is about.
STUDY_ROLES = frozenset({Role.RESEARCHER, Role.STUDY_OFFICE, Role.INTERVIEWER, Role.DATA_MANAGER, Role.ADMINISTRATOR})


@dataclass(frozen=True)
class Look:
    """Somebody of the staff did something with what is kept: in words, and never with a name."""

    at: datetime
    who: str
    what: str
    why: str


def looks(participant: Participant, most: int | None = MOST_LOOKS) -> list[Look]:
    """What staff did with this participant's data lately, the newest first; all of it where `most` is None."""
    seen = queries.about(participant.study_number).exclude(action__in=NO_LOOKS)
    return _in_words([one for one in (seen if most is None else seen[: 5 * most]) if one.kind == Kind.STAFF][:most])


def _in_words(entries: Sequence[Entry]) -> list[Look]:
    places = Practice.objects.in_bulk({one.practice for one in entries if one.practice})
    users = {one.actor: int(one.actor.partition(":")[2]) for one in entries}
    roles_now = dict(User.objects.filter(pk__in=users.values()).values_list("pk", "role"))
    names, acts, parts, purposes = dict(Role.choices), _acts(), _parts(), _purposes()
    found = []
    for one in entries:
        role = one.role or roles_now.get(users[one.actor], "")
        place = places.get(one.practice) if one.practice and role not in STUDY_ROLES else None
        found.append(
            Look(
                at=one.at,
                who=", ".join([str(names.get(role, _("Staff"))), *([place.name] if place else [])]),
                what=parts.get(str(one.detail.get("part", "")), "")
                or acts.get(one.action, _("Worked with your details")),
                why=purposes.get(one.purpose, ""),
            )
        )
    return found


def _acts() -> dict[str, str]:
    return {
        "participant.enrolled": _("Enrolled you"),
        "participant.invited_again": _("Showed you a new code"),
        "participant.read": _("Opened the page about you"),
        "record.kept": _("Ticked a consultation"),
        "summary.requested": _("Printed a summary"),
        "summary.printed": _("Printed a summary"),
        "summary.downloaded": _("Fetched a printed summary"),
        "data.handed_over": _("Fetched your data for you"),
        "contact.corrected": _("Corrected your contact details"),
        "consent.repeated": _("Read the short text aloud to you"),
        "erasure.asked": _("Stopped for you"),
        "response.entered": _("Typed in answers that you gave on paper or by phone"),
        "response.submitted": _("Handed in answers that you gave on paper or by phone"),
        "release.included": _("Took your answers into a release for research, without your name"),
    }


def _parts() -> dict[str, str]:
    return {
        "note": _("Read a note from a consultation"),
        "summary": _("Read a summary"),
        "card": _("Looked at your contact details"),
        "entry": _("Opened a form to type in your answers"),
        "paper": _("Printed a form for you"),
    }


def _purposes() -> dict[str, str]:
    return {
        "care": _("for your care"),
        "study": _("for the study"),
        "research": _("for research"),
        "question": _("because of a question from you"),
        "correction": _("to correct your details"),
        "access": _("because you asked for your data"),
        "stop": _("because you asked to stop"),
        "follow_up": _("to help with a questionnaire"),
        "interview": _("for an interview"),
    }
