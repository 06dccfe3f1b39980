"""Which language a page speaks."""

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from cohort.members.models import Participant


def speak(request: HttpRequest, participant: Participant) -> None:
    """The participant's language, unless somebody chose another one in this browser."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(participant.language)
        request.LANGUAGE_CODE = participant.language
