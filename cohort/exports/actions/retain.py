"""Retention: what nobody needs any more is removed by its age. Dry by default: counted, and nothing touched.

The ages are settings, and proposals: neither Datatilsynet nor the study's own agreement has confirmed one of them.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from cohort.audit.actions import record
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.models import Consent, ContactDetails, PersonalLink, SignInCode
from cohort.outbox.models import Message
from pathways.actions.printing import LIFETIME
from pathways.models import Summary
from questionnaires.models import Assignment

if TYPE_CHECKING:
    from django.db.models import QuerySet

KEEPER = "system:worker"
# Contact that is not the person's own act. Links themselves are removed long before their issuing is a year ago.
CONTACT = ("link.issued", "contact.corrected")


@transaction.atomic
def retain(*, apply: bool) -> Mapping[str, int]:
    """What is too old now, table → rows; with `apply` it is gone afterwards. One audit row says the counts.

    Run again, it finds nothing: what was removed is not there.
    """
    counts: dict[str, Any] = {}
    for rows in too_old(clock.now()):
        counts[rows.model._meta.db_table] = rows.delete()[0] if apply else rows.count()
    record(by=KEEPER, action="retention.applied" if apply else "retention.counted", subject="retention", **counts)
    return counts


def too_old(now: datetime) -> "list[QuerySet[Any]]":
    """The rows whose time is over, table by table."""
    past = now - timedelta(days=settings.RETAIN_LINK_DAYS)
    return [
        contact_details(now - timedelta(days=settings.RETAIN_CONTACT_DAYS)),
        PersonalLink.objects.filter(expires_at__lte=past),
        SignInCode.objects.filter(expires_at__lte=past),
        Message.objects.filter(settled_at__lte=now - timedelta(days=settings.RETAIN_MESSAGE_DAYS)),
        Session.objects.filter(expire_date__lte=now),
        Summary.objects.over(now - LIFETIME),
    ]


def contact_details(before: datetime) -> "QuerySet[ContactDetails]":
    """Of people whose last contact was by then: enrolled, decided, asked, written to or acting, none of it later.

    Who has something open, or ahead in the plan, is still in contact.
    """
    whose = {"participant": OuterRef("participant")}
    asked = Assignment.objects.filter(Q(closes_at__gt=before) | Q(response__saved_at__gt=before), **whose)
    decided = Consent.objects.filter(decided_at__gt=before, **whose)
    name = Concat(Value("participant:"), OuterRef("participant__study_number"))
    heard = Entry.objects.filter(Q(actor=F("subject")) | Q(action__in=CONTACT), subject=name, at__gt=before)
    return (
        ContactDetails.objects.filter(participant__enrolled_at__lte=before)
        .exclude(Exists(decided))
        .exclude(Exists(asked))
        .exclude(Exists(heard))
    )
