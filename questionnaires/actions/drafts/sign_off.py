"""What a member of the advisory board says of a draft."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common.errors import NoLongerOpen, Refusal
from questionnaires.actions.drafts.locking import opened
from questionnaires.models import Draft, SignOff

BY_LINK = "board:by_link"


@transaction.atomic
def sign_off(
    *, draft: Draft, checksum: str, role: str, decision: str, remark: str = "", by: User | None = None, link: str = ""
) -> SignOff:
    """Keep the word of one member about the text of that checksum; who recorded it, or by which link it came.

    Raises NoLongerOpen for a draft that is published, set aside or changed meanwhile, Refusal remark_missing where
    something is to be changed and nothing says what, and Refusal link_used for a link that has been used.
    """
    draft = opened(draft)
    if draft.checksum != checksum:
        raise NoLongerOpen("text_changed", _("The text has changed meanwhile. Please read it again."))
    if decision != SignOff.Decision.YES and not remark.strip():
        raise Refusal("remark_missing", _("Write what it is about, so that it can be changed."))
    if link and SignOff.objects.filter(link=link).exists():
        raise Refusal("link_used", _("Your answer is here already. Ask for a new link if you want to add to it."))
    said = SignOff.objects.create(
        draft=draft,
        checksum=checksum,
        role=role,
        decision=decision,
        remark=remark.strip(),
        recorded_by=by,
        link=link,
    )
    record(
        by=by.actor if by else BY_LINK,
        action="draft.signed_off",
        subject=f"draft:{draft.pk}",
        role=role,
        decision=decision,
        text=checksum,
    )
    return said
