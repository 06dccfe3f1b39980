"""What every page may show."""

from django.conf import settings
from django.http import HttpRequest


def study(request: HttpRequest) -> dict[str, object]:
    """Whom to call, on every page (R23), and whether this is the demonstration."""
    return {
        "study_contact": {
            "person": settings.STUDY_CONTACT_PERSON,
            "phone": settings.STUDY_CONTACT_PHONE,
            "email": settings.STUDY_CONTACT_EMAIL,
        },
        "demo": settings.DEMO,
        "mitid": bool(settings.OIDC_ISSUER),
    }
