"""The study office's card of one person: how to reach them, what they said yes to, and when they are asked."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cohort.accounts.models import User
from cohort.common import clock
from cohort.exports.office_forms import PURPOSES
from cohort.members import queries
from cohort.members.models import ConsentText, Participant, Scope
from questionnaires.models import Assignment
from recruitment.presenters.consent import consent_page

REASON = "office_purpose"  # in the session: study number, purpose and moment of what was opened last
CARRIED = "opened_for"  # in a long form: the purpose it was opened with
OPEN_FOR = 15 * 60  # seconds; then the purpose is asked for again


@dataclass(frozen=True)
class Choice:
    scope: str
    granted: bool
    at: datetime


@dataclass(frozen=True)
class FollowUp:
    title: str
    opens_at: datetime
    closes_at: datetime
    state: str


@dataclass(frozen=True)
class Repeated:
    """The short text was read aloud."""

    at: datetime
    who: str
    text: int


@dataclass(frozen=True)
class Aloud:
    """What is read aloud before an interview, in the participant's language, and when it was."""

    language: str
    text: int
    short: list[str]
    repeated: list[Repeated]


@dataclass(frozen=True)
class Card:
    participant: Participant
    birth_date: date
    is_undeliverable: bool
    choices: list[Choice]
    follow_ups: list[FollowUp]
    aloud: Aloud | None  # for whoever says yes to interviews


def found(
    user: User,
    *,
    study_number: str = "",
    birth_date: date | None = None,
    email: str = "",
    mobile: str = "",
    cpr: str = "",
) -> Participant | None:
    """The one person who is meant, within the user's reach; None where there is none or more than one."""
    visible = Participant.objects.visible_to(user).select_related("practice", "contact")
    if study_number:
        return visible.filter(study_number=study_number).first()
    if birth_date is None:
        return None
    known = queries.known(birth_date=birth_date, email=email, mobile=mobile, cpr=cpr)
    people = list(visible.filter(pk__in=[one.pk for one in known])[:2])
    return people[0] if len(people) == 1 else None


def card(participant: Participant) -> Card:
    """Contact details, what stands, and dates: no answer, and not whether one was given to a question."""
    choices = participant.consents.order_by("scope")
    language = (get_language() or "da")[:2]
    asked = (
        Assignment.objects.filter(
            participant=participant, respondent=Assignment.Respondent.PARTICIPANT, diary__isnull=True
        )
        .select_related("version")
        .defer("version__content")
        .order_by("opens_at", "pk")
    )
    return Card(
        participant=participant,
        birth_date=date.fromisoformat(participant.contact.birth_date),  # sealed as text
        is_undeliverable=queries.is_undeliverable(participant),
        choices=[Choice(str(Scope(one.scope).label), one.granted, one.decided_at) for one in choices],
        follow_ups=[
            FollowUp(one.version.definition.title.within(language), one.opens_at, one.closes_at, _state(one))
            for one in asked
        ],
        aloud=_aloud(participant) if any(one.scope == Scope.INTERVIEWS and one.granted for one in choices) else None,
    )


def _aloud(participant: Participant) -> Aloud:
    text = ConsentText.objects.valid_on(clock.today(), participant.language)
    return Aloud(
        language=participant.language,
        text=text.number,
        short=consent_page.page(text, participant.language).short,
        repeated=[
            Repeated(one.repeated_at, one.repeated_by.name, one.text.number)
            for one in participant.repetitions.select_related("repeated_by", "text").order_by("-repeated_at", "-pk")
        ],
    )


def remember(request: HttpRequest, participant: Participant, purpose: str) -> None:
    """Keep why this card is open; a card opened after it takes its place."""
    request.session[REASON] = [participant.study_number, purpose, clock.now().timestamp()]


def purpose_of(request: HttpRequest, participant: Participant) -> str:
    """Why this card is open, or empty: then the purpose is asked for first."""
    number, purpose, since = request.session.get(REASON, ("", "", 0.0))
    is_fresh = clock.now().timestamp() - since < OPEN_FOR
    return str(purpose) if number == participant.study_number and is_fresh else ""


def carried(request: HttpRequest) -> str:
    """The purpose that a sent form was opened with, or empty."""
    sent = request.POST.get(CARRIED, "")
    return sent if sent in dict(PURPOSES) else ""


def _state(assignment: Assignment) -> str:
    now = clock.now()
    if assignment.state == Assignment.State.SUBMITTED:
        return _("Answered")
    if assignment.is_open(now):
        return _("Open")
    return _("Ahead") if now < assignment.opens_at else _("Not answered")
