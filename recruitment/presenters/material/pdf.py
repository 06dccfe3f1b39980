"""What is printed for a channel, as PDF. It is about nobody: printed once, at its first use, and kept as a file."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from cohort.common.printing import shelf
from recruitment.models import Channel
from recruitment.presenters.material.addresses import Address, address
from recruitment.presenters.material.kinds import DOCTORS_SLIDES, Kind

STYLE = "css/tokens.css css/material.css"
VARIANT = "pdf/ua-1"
FOLDER = "material"
# A name there would say nothing: nobody comes "to" a post, and what is other has no place that is known.
NAMELESS = frozenset({Channel.Kind.SOCIAL_MEDIA, Channel.Kind.OTHER})


def printed(channel: Channel, kind: Kind, language: str) -> bytes:
    """Raises PrintFailed."""
    name = "" if channel.kind in NAMELESS else channel.place
    context = {"name": name, "is_of_practice": channel.is_of_practice, "address": address(channel)}
    return _printed(kind, language, context, channel.code.lower())


def doctors_slides(name: str, sign_up: Address | None, language: str) -> bytes:
    """Slides for a meeting, such as a cluster's, with the address where a practice signs up. Raises PrintFailed."""
    return _printed(DOCTORS_SLIDES, language, {"name": name, "sign_up": sign_up}, "doctors")


def file_name(channel: Channel, kind: Kind, language: str) -> str:
    return f"rygvej-{channel.code.lower()}-{kind.code}-{language}.pdf"


def _printed(kind: Kind, language: str, context: dict[str, object], whose: str) -> bytes:
    contact = {
        "person": settings.STUDY_CONTACT_PERSON,
        "phone": settings.STUDY_CONTACT_PHONE.replace(" ", "\N{NO-BREAK SPACE}"),
        "email": settings.STUDY_CONTACT_EMAIL,
    }
    with override(language):
        html = render_to_string(kind.template_name, context | {"kind": kind, "language": language, "contact": contact})
    return shelf.printed_once(html, folder=FOLDER, name=f"{whose}-{kind.code}-{language}", style=STYLE, variant=VARIANT)
