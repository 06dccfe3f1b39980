"""A participant's own page: the course, what was answered, what is open, what was chosen, and who has looked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohort.accounts.models import Role, User
from cohort.audit import queries
from cohort.audit.models import Entry, Kind
from cohort.common import clock
from cohort.members.models import ConsentText, Participant, Practice, Scope
from pathways.reading.own import questionnaires
from pathways.reading.participant import read
from pathways.sheets.html import timeline_svg
from pathways.sheets.words import words
from pathways.summary.course import course
from pathways.timeline.layout import draw
from pathways.timeline.table import Row, rows
from questionnaires.definition import timing
from questionnaires.engine import paging
from questionnaires.models import Assignment
from questionnaires.presenters import review
from recruitment.presenters import consent_page
from recruitment.presenters.consent_page import ScopeQuestion

MOST_LOOKS = 20
# Part of another act that has its own line.
NO_LOOKS = ("link.issued",)


@dataclass(frozen=True)
class Form:
    """A questionnaire by its title: the day it was handed in, or the last day it can be."""

    uuid: UUID
    title: str
    day: date
    minutes: int


@dataclass(frozen=True)
class Look:
    """Somebody of the staff did something with what is kept: in words, and never with a name."""

    at: datetime
    who: str
    what: str
    why: str


@dataclass(frozen=True)
class OwnPage:
    first_name: str
    timeline: SafeString
    rows: list[Row]
    has_course: bool
    open: list[Form]
    earlier: list[Form]
    choices: list[ScopeQuestion]
    text: int  # the number of the consent text that the choices are shown in
    looks: list[Look]


def page(participant: Participant) -> OwnPage:
    """The page in the active language. Expects `practice` and `contact` already joined."""
    said = words()
    picture = read(participant, for_themselves=True)
    whole = course(picture, said.language, said.timeline)
    text = ConsentText.objects.valid_on(clock.today())
    mine = questionnaires(participant)
    to_answer = mine.open_at(clock.now()) if participant.allows(Scope.QUESTIONNAIRES) else mine.none()
    handed_in = mine.filter(state=Assignment.State.SUBMITTED)
    return OwnPage(
        first_name=picture.name.split()[0] if picture.name.strip() else "",
        timeline=timeline_svg(draw(whole, said.timeline)),
        rows=rows(whole, said.timeline),
        has_course=not whole.is_empty,
        open=[_form(one, one.closes_at) for one in to_answer.order_by("closes_at", "pk")],
        earlier=[_form(one, _handed_in(one)) for one in handed_in.order_by("-response__submitted_at", "-pk")],
        choices=consent_page.page(text, said.language, participant.decided()).scopes,
        text=text.number,
        looks=looks(participant),
    )


def answers(assignment: Assignment) -> list[review.Line]:
    """Every question that was shown, with the answer in words: all zones, for they are the participant's own."""
    given = assignment.response.answers if assignment.response else {}
    views = paging.pages(assignment.version.definition, given)
    return review.lines(views, given, get_language() or "da", (_("Yes"), _("No")))


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


# They work for the study, not for the practice that the act is about.
STUDY_ROLES = frozenset({Role.RESEARCHER, Role.STUDY_OFFICE, Role.INTERVIEWER, Role.DATA_MANAGER, Role.ADMINISTRATOR})


def _acts() -> dict[str, str]:
    return {
        "participant.enrolled": _("Enrolled you"),
        "participant.invited_again": _("Showed you a new code"),
        "participant.read": _("Looked at your page"),
        "record.kept": _("Ticked a consultation"),
        "summary.requested": _("Printed a summary"),
        "summary.printed": _("Printed a summary"),
        "summary.downloaded": _("Fetched a printed summary"),
        "data.handed_over": _("Fetched your data for you"),
        "contact.corrected": _("Corrected your contact details"),
        "erasure.asked": _("Stopped for you"),
        "release.included": _("Took your answers into a release for research, without your name"),
    }


def _parts() -> dict[str, str]:
    return {
        "note": _("Read a note from a consultation"),
        "summary": _("Read a summary"),
        "card": _("Looked at your contact details"),
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


def _form(assignment: Assignment, moment: datetime) -> Form:
    definition = assignment.version.definition
    return Form(
        uuid=assignment.uuid,
        title=definition.title.within((get_language() or "da")[:2]),
        day=moment.astimezone(clock.COPENHAGEN).date(),
        minutes=max(1, round(timing.minutes(definition))),
    )


def _handed_in(assignment: Assignment) -> datetime:
    if assignment.response is None or assignment.response.submitted_at is None:
        raise ValueError(f"{assignment} is submitted without a submitted response")
    return assignment.response.submitted_at
