"""Issuing, finding and exchanging personal links."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common import clock, reach
from cohort.common.errors import NoLongerOpen
from cohort.common.tokens import digest, new_code, new_token, tidy_code
from cohort.members.models import Participant, PersonalLink

LINK_COLUMNS = tuple(field.attname for field in PersonalLink._meta.concrete_fields)
LINK = f"SELECT participant_id, {', '.join(LINK_COLUMNS)} FROM follow_link(%s, %s, %s)"  # noqa: S608 - our columns
CODE_LIFETIME = timedelta(hours=1)


@transaction.atomic
def issue(
    *,
    participant: Participant,
    purpose: PersonalLink.Purpose,
    about: str,
    expires_at: datetime,
    by: str,
    channel: PersonalLink.Channel = PersonalLink.Channel.SCREEN,
) -> str:
    """A fresh link for this purpose and thing; the former one stops working. Returns what goes in the address.

    `channel` is how it travels: the code that opens the own page goes another way.

    It is returned once and stored nowhere: the row holds its digest.
    """
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    PersonalLink.objects.filter(participant=participant, purpose=purpose, about=about, revoked_at__isnull=True).update(
        revoked_at=clock.now()
    )
    token, row = first(
        participant=participant, purpose=purpose, about=about, expires_at=expires_at, by=by, channel=channel
    )
    row.save()
    return token


def first(
    *,
    participant: Participant,
    purpose: PersonalLink.Purpose,
    about: str,
    expires_at: datetime,
    by: str,
    channel: PersonalLink.Channel = PersonalLink.Channel.SCREEN,
) -> tuple[str, PersonalLink]:
    """As `issue` for somebody who has no link of this kind yet; the caller's transaction adds the row."""
    token = new_code() if purpose == PersonalLink.Purpose.CODE else new_token()
    row = PersonalLink(
        participant=participant,
        purpose=purpose,
        about=about,
        channel=channel,
        digest=digest(token),
        issued_at=clock.now(),
        expires_at=expires_at,
    )
    record(
        by=by,
        action="link.issued",
        subject=participant.actor,
        purpose=purpose,
        practice=participant.practice_id,
        link=purpose,
        about=about,
    )
    return token, row


def find(token: str) -> PersonalLink | None:
    """The link this token belongs to, usable or not, or None. Changes nothing.

    From then on the request acts for the participant whose link it is.
    """
    row = reach.follow_link(digest(token), LINK)
    if row is None:
        return None
    link = PersonalLink.from_db(connection.alias, LINK_COLUMNS, row[1:])
    link.participant = Participant.objects.select_related("practice").get(pk=link.participant_id)
    return link


@transaction.atomic
def exchange_code(*, code: str, lifetime: timedelta) -> str:
    """Turn a typed code into a start link; the code works once. Raises NoLongerOpen for any other code."""
    now = clock.now()
    link = find(tidy_code(code))
    usable = PersonalLink.objects.usable(now).filter(purpose=PersonalLink.Purpose.CODE, pk=link.pk if link else 0)
    if link is None or not usable.update(revoked_at=now):
        raise NoLongerOpen("code_unknown", _("This code does not work. It may be more than an hour old."))
    return issue(
        participant=link.participant,
        purpose=PersonalLink.Purpose.START,
        about="typed",
        expires_at=now + lifetime,
        by=link.participant.actor,
    )
