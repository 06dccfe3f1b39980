"""Issuing, finding and exchanging personal links."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from cohort.common.tokens import digest, new_code, new_token, tidy_code
from cohort.members.models import Participant, PersonalLink

CODE_LIFETIME = timedelta(hours=1)


@transaction.atomic
def issue(*, participant: Participant, purpose: PersonalLink.Purpose, about: str, expires_at: datetime, by: str) -> str:
    """A fresh link for this purpose and thing; the former one stops working. Returns what goes in the address.

    It is returned once and stored nowhere: the row holds its digest.
    """
    now = clock.now()
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    PersonalLink.objects.filter(participant=participant, purpose=purpose, about=about, revoked_at__isnull=True).update(
        revoked_at=now
    )
    token = new_code() if purpose == PersonalLink.Purpose.CODE else new_token()
    PersonalLink.objects.create(
        participant=participant,
        purpose=purpose,
        about=about,
        digest=digest(token),
        issued_at=now,
        expires_at=expires_at,
    )
    record(by=by, action="link.issued", subject=participant.actor, link=purpose, about=about)
    return token


def find(token: str) -> PersonalLink | None:
    """The link this token belongs to, usable or not, or None. Changes nothing."""
    return PersonalLink.objects.select_related("participant__practice").filter(digest=digest(token)).first()


@transaction.atomic
def exchange_code(*, code: str, lifetime: timedelta) -> str:
    """Turn a typed code into a start link; the code works once. Raises NoLongerOpen for any other code."""
    now = clock.now()
    link = (
        PersonalLink.objects.usable(now)
        .select_for_update(of=("self",))
        .select_related("participant")
        .filter(digest=digest(tidy_code(code)), purpose=PersonalLink.Purpose.CODE)
        .first()
    )
    if link is None:
        raise NoLongerOpen("code_unknown", _("This code does not work. It may be more than an hour old."))
    PersonalLink.objects.filter(pk=link.pk).update(revoked_at=now)
    return issue(
        participant=link.participant,
        purpose=PersonalLink.Purpose.START,
        about="typed",
        expires_at=now + lifetime,
        by=link.participant.actor,
    )
