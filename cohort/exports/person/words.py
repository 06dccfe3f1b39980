"""What is kept about a participant, for the participant to read: in words, in the language that is active."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cohort.members.models import Erasure, Participant, Scope
from cohort.outbox.models import Message
from pathways.presenters import own_looks, own_page
from pathways.presenters.own_looks import Look
from questionnaires.models import Assignment
from questionnaires.presenters.answering.review import Line


@dataclass(frozen=True)
class Form:
    """One questionnaire or record, question by question."""

    title: str
    at: datetime
    is_by_doctor: bool
    is_sent: bool
    lines: list[Line]


@dataclass(frozen=True)
class Decision:
    at: datetime
    scope: str
    granted: bool
    text: int


@dataclass(frozen=True)
class Sent:
    at: datetime
    kind: str


@dataclass(frozen=True)
class Told:
    """Everything of the page "Read me first"."""

    participant: Participant
    decisions: list[Decision]
    forms: list[Form]
    sent: list[Sent]
    looks: list[Look]
    erasure: Erasure | None


def tell(participant: Participant) -> Told:
    """Read all of it. Expects `practice` and `contact` already joined."""
    return Told(
        participant=participant,
        decisions=[
            Decision(one.decided_at, str(Scope(one.scope).label), one.granted, one.text.number)
            for one in participant.decisions.select_related("text").order_by("decided_at", "pk")
        ],
        forms=_forms(participant),
        sent=_sent(participant),
        looks=own_looks.looks(participant, most=None),
        erasure=Erasure.objects.filter(study_number=participant.study_number).first(),
    )


def _forms(participant: Participant) -> list[Form]:
    answered = (
        Assignment.objects.filter(participant=participant, response__isnull=False)
        .select_related("response", "version")
        .defer("version__content")
        .order_by("response__started_at", "pk")
    )
    language = participant.language
    return [
        Form(
            title=one.version.definition.title.within(language),
            at=one.response.submitted_at or one.response.saved_at,
            is_by_doctor=one.respondent == Assignment.Respondent.CLINICIAN,
            is_sent=one.response.submitted_at is not None,
            lines=own_page.answers(one),
        )
        for one in answered
        if one.response is not None
    ]


def _sent(participant: Participant) -> list[Sent]:
    kinds = {
        "enrolment": _("Invitation from your doctor"),
        "consent_again": _("Question about your choices"),
        "invitation": _("New questionnaire"),
        "reminder": _("Reminder"),
        "continuation": _("Link to go on with a questionnaire"),
        "own_link": _("Link to your own page"),
        "own_code": _("Code for your own page"),
        "contact_changed": _("Word that your contact details were changed"),
    }
    left = Message.objects.filter(recipient=participant.actor, state=Message.State.SENT, settled_at__isnull=False)
    return [
        Sent(one.settled_at, kinds.get(one.kind, _("Message")))
        for one in left.order_by("settled_at")
        if one.settled_at is not None
    ]
