"""A participant who showed who they are with MitID."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.oidc import Verified
from cohort.audit.actions import record
from cohort.common import clock, reach
from cohort.common.errors import Refusal
from cohort.members.models import Participant
from cohort.members.queries import known


@transaction.atomic
def sign_in_by_cpr(*, verified: Verified) -> Participant:
    """Who was enrolled with the CPR number that the broker vouches for. Raises Refusal: cpr_unknown."""
    found = known(birth_date=clock.today(), cpr=verified.cpr)  # the number alone: without an address no day is asked
    if not found:
        raise Refusal(
            "cpr_unknown",
            _("Nobody is enrolled with your CPR number. Open the link in a message from us instead, or ask us."),
        )
    with reach.of_participant(found[0].pk):
        participant = Participant.objects.select_related("practice", "contact").get(pk=found[0].pk)
        record(
            by=participant.actor,
            action="own_page.opened",
            subject=participant.actor,
            practice=participant.practice_id,
            way="mitid",
        )
    return participant
