"""Correcting where an invitation goes that did not arrive."""

from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.accounts.permissions import may
from cohort.common.errors import NotAllowed, Refusal
from cohort.members.actions import contact
from cohort.members.models import Participant
from cohort.outbox.actions.enqueue import enqueue
from cohort.outbox.models import Message
from recruitment.actions.enrol import MESSAGE, is_written_to
from recruitment.actions.join import AGAIN

DECIDED = _("The patient has decided already. From then on the study office corrects how they are reached.")


@transaction.atomic
def correct(*, participant: Participant, email: str, mobile: str, by: User) -> bool:
    """Write down where the patient is reached and send the invitation there; whether anything changed.

    The address given up gets no word: it was never known to be this patient's. Raises NotAllowed, and Refusal with
    one of the codes decided, no_address, not_here.
    """
    if not may(by, "participant.readdress", participant):
        raise NotAllowed("not_your_practice", _("You can correct this for patients of your practice."))
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    if participant.consents.exists():
        raise Refusal("decided", DECIDED)
    changed = contact.correct(
        participant=participant,
        name=participant.contact.name,
        email=email,
        mobile=mobile,
        by=by.actor,
        tells_former=False,
    )
    waiting = Message.objects.filter(recipient=participant.actor, kind=MESSAGE, state=Message.State.WAITING)
    if changed and is_written_to(email=email, mobile=mobile) and not waiting.exists():
        enqueue(kind=MESSAGE, recipient=participant.actor, about=f"{AGAIN}:{uuid4()}")
    return bool(changed)
