"""The invitation as it is shown on the clinician's screen: QR code, address and code, and how it travels there.

Between the enrolment and the page that shows it, the invitation rides in the session, sealed: never in an
address, which would stay in histories and logs.
"""

import json
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

import segno
from cryptography.fernet import InvalidToken
from django.contrib.sessions.backends.base import SessionBase
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from cohort.common import sealing
from cohort.common.urls import absolute
from recruitment.actions.enrol import Invitation

SESSION_KEY = "invitation"


@dataclass(frozen=True)
class Shown:
    """What stands on the page. `code` has a gap in the middle, for reading aloud."""

    qr: SafeString
    link: str
    code: str
    type_at: str


def keep(session: SessionBase, study_number: str, invitation: Invitation) -> None:
    """Seal the invitation into the session; the one before it is forgotten."""
    session[SESSION_KEY] = sealing.seal(json.dumps([study_number, asdict(invitation)]))


def kept(session: SessionBase, study_number: str) -> Invitation | None:
    """The invitation of this participant, if it was the last one made in this session."""
    sealed = session.get(SESSION_KEY)
    if not sealed:
        return None
    try:
        whose, content = json.loads(sealing.unseal(sealed))
    except InvalidToken:  # the key it was sealed with has been taken away
        return None
    return Invitation(**content) if whose == study_number else None


def shown(invitation: Invitation) -> Shown:
    """The invitation in signs and words."""
    link = absolute(reverse("recruitment:open_link", args=[invitation.token]))
    typed = urlsplit(absolute(reverse("recruitment:type_code")))
    middle = len(invitation.code) // 2
    return Shown(
        qr=qr_code(link),
        link=link,
        code=f"{invitation.code[:middle]} {invitation.code[middle:]}",
        type_at=f"{typed.netloc}{typed.path}",
    )


def qr_code(address: str) -> SafeString:
    """The address as SVG without a fixed size; dark on light in every colour scheme, because cameras expect it."""
    # The markup is the library's, made of numbers only: the address itself does not stand in it.
    return mark_safe(  # noqa: S308
        segno.make(address, error="m").svg_inline(
            border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
        )
    )
