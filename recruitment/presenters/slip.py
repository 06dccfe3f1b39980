"""The slip that the patient takes home from the consultation: one small sheet, in both languages.

Nothing on it says who it is for but the link itself, or for those without phone and e-mail the study number.
"""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from cohort.common.printing import pdf
from cohort.members import correspondence
from cohort.members.models import Participant
from recruitment.actions.enrol import Invitation
from recruitment.presenters.invitation import Shown, shown

STYLE = "css/slip.css"


@dataclass(frozen=True)
class Part:
    """The slip in one language."""

    language: str
    inviter: str


def html(participant: Participant, invitation: Invitation | None) -> str:
    """The patient's language first. `invitation` is None for who takes part by phone and paper."""
    handed: Shown | None = shown(invitation) if invitation else None
    languages = sorted(dict(settings.LANGUAGES), key=lambda code: code != participant.language)
    parts = [_part(participant, language) for language in languages]
    with override(participant.language):
        return render_to_string(
            "recruitment/print_slip.html",
            {
                "parts": parts,
                "shown": handed,
                "practice": participant.practice.name,
                "study_number": participant.study_number,
                "contact": {"person": settings.STUDY_CONTACT_PERSON, "phone": settings.STUDY_CONTACT_PHONE},
            },
        )


def printed(participant: Participant, invitation: Invitation | None) -> bytes:
    """As PDF, kept nowhere. Raises PrintFailed."""
    return pdf.pdf(html(participant, invitation), style=STYLE, tight="")


def _part(participant: Participant, language: str) -> Part:
    with override(language):
        return Part(language, correspondence.inviter(participant))
