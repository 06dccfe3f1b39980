"""The head of the audit's chain leaves the database: to a file on other storage and, if wanted, by e-mail.

The letter's text is the line of the file, so that anchors received by mail can be put back into one.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohort.audit.actions.anchor import head, keep
from cohort.audit.actions.seal import seal
from cohort.audit.chain import Anchor
from cohort.audit.models import Link
from cohort.outbox.actions.enqueue import enqueue
from cohort.outbox.letters import Letter
from cohort.outbox.models import Message

KIND = "audit_anchor"
OPERATOR = "operator"


def anchor() -> Anchor | None:
    """Seal what waits, and keep the head in the file of AUDIT_ANCHORS; None while nothing was audited.

    One letter to AUDIT_ANCHOR_EMAIL for each head, where that is set. Raises OSError where the file cannot be written.
    """
    seal()
    found = head()
    if found is None:
        return None
    if settings.AUDIT_ANCHOR_EMAIL:
        _write_letter(found)
    keep(found, settings.AUDIT_ANCHORS)
    return found


@transaction.atomic
def _write_letter(found: Anchor) -> None:
    enqueue(kind=KIND, recipient=OPERATOR, about=str(found.position))


def wanted(message: Message) -> str:
    """Empty when the letter should go now; otherwise the code of the reason why it should not."""
    if message.recipient != OPERATOR:
        return "unknown_recipient"
    return "" if settings.AUDIT_ANCHOR_EMAIL else "no_address"


def compose(message: Message) -> Letter:
    """The anchor that the message is about."""
    link = Link.objects.get(position=int(message.about))
    line = Anchor(message.created_at, link.position, bytes(link.digest))
    with override(settings.LANGUAGE_CODE):
        explained = _("Keep this letter. It shows later whether the audit was changed: see verify_audit --anchors.")
        subject = _("Anchor of the audit: %(count)s entries") % {"count": link.position}
    return Letter(to=settings.AUDIT_ANCHOR_EMAIL, sender="Rygvej", subject=subject, text=f"{line}\n\n{explained}\n")
