"""A message to those whom a new consent text asks again, and to nobody else."""

from django.db import transaction

from cohort.audit.actions import record
from cohort.common import clock
from cohort.members import again
from cohort.members.models import Consent, Participant
from cohort.outbox.actions.enqueue import enqueue

KIND = "consent_again"
PLANNER = "system:beat"


@transaction.atomic
def plan() -> int:
    """Put the messages into the outbox that are not there yet, one for each person and text; how many.

    Whoever gave the yes to that text or a later one, or says no, is not concerned.
    """
    texts = [text for text in again.texts_that_ask() if text.valid_from <= clock.today()]
    added = 0
    for text in texts:
        yes = Consent.objects.filter(granted=True, scope__in=text.concerns, text__number__lt=text.number)
        people = Participant.objects.filter(pk__in=yes.values("participant"), merged_into__isnull=True).order_by("pk")
        due = [one for one in people if text.begins_in(one.language) <= clock.today()]
        new = sum(enqueue(kind=KIND, recipient=one.actor, about=str(text.number)) for one in due)
        if new:
            record(by=PLANNER, action="message.planned", subject=f"consent_text:{text.number}", count=new)
        added += new
    return added
