"""The consent text on paper: short, then scope by scope with boxes, then the whole text; for whoever has no phone."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from cohort.common.printing import pdf
from cohort.members.models import ConsentText
from recruitment.presenters.consent import consent_page

STYLE = "css/paper.css"
VARIANT = "pdf/ua-1"


def printed(text: ConsentText, language: str, study_number: str) -> bytes:
    """As PDF with tags for screen readers. Raises PrintFailed."""
    return pdf.pdf(html(text, language, study_number), style=STYLE, tight="", variant=VARIANT)


def html(text: ConsentText, language: str, study_number: str) -> str:
    contact = {
        "person": settings.STUDY_CONTACT_PERSON,
        "phone": settings.STUDY_CONTACT_PHONE.replace(" ", "\N{NO-BREAK SPACE}"),
        "email": settings.STUDY_CONTACT_EMAIL,
    }
    with override(language):
        return render_to_string(
            "recruitment/paper_consent.html",
            {
                "consent": consent_page.page(text, language),
                "language": language,
                "study_number": study_number,
                "study_contact": contact,
                "return_address": str(settings.STUDY_RETURN_ADDRESS),
            },
        )
