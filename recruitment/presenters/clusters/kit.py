"""What to share with colleagues where they are: the text of a post in both languages, and a picture with a QR code."""

import io
from dataclasses import dataclass
from urllib.parse import urlsplit

import segno
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.common.urls import absolute
from recruitment.presenters.invitation import qr_code

EXPECTATIONS = "/for-practices/"
PIXELS = 1080  # about the side of a square post


@dataclass(frozen=True)
class Kit:
    link: str
    typed: str  # the same without https://, for paper
    qr: SafeString
    posts: dict[str, str]  # language → text


def kit(code: str, sender: str) -> Kit:
    """The kit of one sign-up page, in the name of a colleague."""
    link = address(code)
    parts = urlsplit(link)
    return Kit(
        link=link,
        typed=f"{parts.netloc}{parts.path}",
        qr=qr_code(link),
        posts={language: _post(language, link, sender) for language in ("da", "en")},
    )


def address(code: str) -> str:
    return absolute(reverse("recruitment:sign_up_practice", args=[code]))


def picture(code: str) -> bytes:
    """The QR code as PNG, large enough for a post; networks show no SVG."""
    made = segno.make(address(code), error="m")
    scale = max(1, PIXELS // made.symbol_size(border=4)[0])
    out = io.BytesIO()
    made.save(out, kind="png", scale=scale, border=4, dark="#000", light="#fff")
    return out.getvalue()


def _post(language: str, link: str, sender: str) -> str:
    with override(language):
        return "\n\n".join(
            [
                _("Dear colleagues in general practice"),
                _(
                    "Rygvej follows people with back pain from their first visit to their own doctor. We look for "
                    "practices that invite their patients in the consultation: it takes about a minute."
                ),
                _("What it takes, minute by minute: %(address)s") % {"address": absolute(EXPECTATIONS)},
                _("Sign up your practice: %(address)s") % {"address": link},
                _("Kind regards,\n%(practice)s") % {"practice": sender},
            ]
        )
