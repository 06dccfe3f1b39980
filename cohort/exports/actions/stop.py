"""Somebody stops: what they said yes to is a no at once, and a worker forgets them as they chose."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.common.nudges import nudge
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Erasure, Participant, PersonalLink, Scope

ERASE_TASK = "exports.erase"


@transaction.atomic
def stop(*, participant: Participant, choice: Erasure.Choice, by: str, reason: str = "") -> Erasure:
    """Every scope is a no, no link opens, nothing that waits is sent, and the erasure is asked for. Asked twice, once.

    `by` as the audit names people; `reason` is a code. Who kept their answers may still have them erased: the
    certificate is then renewed. Raises Refusal (already_erased) for the other way round: nothing comes back.
    """
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    for number in Participant.objects.filter(merged_into=participant).order_by("pk"):
        stop(participant=number, choice=choice, by=by, reason=reason)  # first: it points to the one that is kept
    wish = {"choice": choice, "asked_by": by, "asked_at": clock.now(), "done_at": None}
    erasure, is_new = Erasure.objects.get_or_create(study_number=participant.study_number, defaults=wish)
    if (erasure.choice, choice) == (Erasure.Choice.NOW, Erasure.Choice.KEEP):
        raise Refusal("already_erased", _("Everything is being erased already. That cannot be taken back."))
    if erasure.choice != choice:
        Erasure.objects.filter(pk=erasure.pk).update(**wish)
        erasure.refresh_from_db()
        is_new = True
    if is_new:
        close(participant=participant, by=by)
        record(
            by=by,
            action="erasure.asked",
            subject=participant.actor,
            purpose="stop",
            practice=participant.practice_id,
            choice=str(choice),
            reason=reason,
        )
    nudge(ERASE_TASK)
    return erasure


@transaction.atomic
def close(*, participant: Participant, by: str) -> None:
    """Nothing is sent to, asked of or shown about this participant any more. Safe to run again."""
    stands = participant.decided()
    refused = {scope: False for scope in Scope if stands.get(scope) is not False}
    text = ConsentText.objects.filter(valid_from__lte=clock.today()).order_by("valid_from").last()
    if refused and text is not None:
        consent.decide(participant=participant, text=text, choices=refused, language=participant.language, by=by)
    PersonalLink.objects.filter(participant=participant, revoked_at__isnull=True).update(revoked_at=clock.now())
    consent.drop_waiting(participant=participant, reason="stopped")
