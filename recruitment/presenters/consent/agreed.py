"""What somebody agreed to, as a document to keep: the words they read, each yes and no, and how to change one."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from cohort.common.printing import pdf
from cohort.members import history
from cohort.members.history import Stood
from cohort.members.models import Participant
from recruitment.consent import text

TEMPLATE = "recruitment/print_agreed.html"
STYLE = "css/agreed.css"
VARIANT = "pdf/ua-1"


@dataclass(frozen=True)
class Line:
    """One scope in the words in which it was decided."""

    title: str
    meaning: str
    granted: bool
    at: datetime
    text: int


@dataclass(frozen=True)
class Agreed:
    study_number: str
    language: str
    text: int  # the newest text that anything rests on
    valid_from: str
    short: list[str]
    lines: list[Line]
    is_one_text: bool


def agreed(participant: Participant, at: datetime | None = None) -> Agreed | None:
    """What stood at that moment, or stands now; None where nothing was decided by then.

    In the language and the words in which it was decided, whatever the texts say since: the same decisions make the
    same document ever after.
    """
    stood = history.stood(participant, at)
    if not stood:
        return None
    texts = {one.text.number: text.from_document(one.text.content) for one in stood}
    language, last = stood[-1].language, {one.scope: one for one in stood}
    newest = texts[max(texts)]
    lines = [
        _line(last[entry.scope], texts[last[entry.scope].text.number], language)
        for entry in newest.scopes
        if entry.scope in last
    ]
    return Agreed(
        study_number=participant.study_number,
        language=language,
        text=newest.number,
        valid_from=newest.valid_from.isoformat(),
        short=[paragraph.within(language) for paragraph in newest.short],
        lines=lines,
        is_one_text=len(texts) == 1,
    )


def html(sheet: Agreed) -> str:
    """The document, in its language."""
    contact = {
        "person": settings.STUDY_CONTACT_PERSON,
        "phone": settings.STUDY_CONTACT_PHONE.replace(" ", "\N{NO-BREAK SPACE}"),
        "email": settings.STUDY_CONTACT_EMAIL,
    }
    with override(sheet.language):
        return render_to_string(TEMPLATE, {"sheet": sheet, "study_contact": contact})


def printed(sheet: Agreed) -> bytes:
    """As PDF with tags for screen readers, as many pages as it needs. Raises PrintFailed."""
    return pdf.pdf(html(sheet), style=STYLE, tight="", variant=VARIANT)


def file_name(sheet: Agreed) -> str:
    return f"rygvej-{sheet.study_number}-{sheet.text}-{sheet.language}.pdf"


def _line(decision: Stood, consent: text.Consent, language: str) -> Line:
    words = next(entry for entry in consent.scopes if entry.scope == decision.scope)
    return Line(
        title=words.title.within(language),
        meaning=words.meaning.within(language),
        granted=decision.granted,
        at=decision.at,
        text=consent.number,
    )
