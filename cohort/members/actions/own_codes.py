"""Codes that open the own page: asked for with a link in hand, sent the other way, tried a few times."""

import hmac
import secrets
from datetime import timedelta
from enum import Enum, auto

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.common.sealing import lookup_hash
from cohort.members import correspondence
from cohort.members.models import Participant, PersonalLink, SignInCode
from cohort.members.models.sign_in_code import MOST_TRIES
from cohort.outbox.actions.enqueue import enqueue

KIND = "own_code"
LIFETIME = timedelta(minutes=10)
DIGITS = 6
# Five codes of five tries an hour: 25 guesses out of a million.
MOST_CODES = 5
WITHIN = timedelta(hours=1)


class Tried(Enum):
    RIGHT = auto()
    WRONG = auto()
    OVER = auto()  # too old, too many tries, used, or a newer one was asked for


def other_way(link: PersonalLink) -> PersonalLink.Channel | None:
    """How a code travels to whoever holds this link: never as the link did. None where there is no other way."""
    ways = [channel for channel in correspondence.addresses(link.participant) if channel != link.channel]
    return ways[0] if ways else None


@transaction.atomic
def ask(*, link: PersonalLink) -> SignInCode:
    """A code is on its way; those asked for before stop working. The caller keeps its id in the browser's session.

    Raises Refusal: no_other_way, too_many_codes. Which digits it is, the letter alone will know.
    """
    now, participant = clock.now(), link.participant
    channel = other_way(link)
    if channel is None:
        raise Refusal("no_other_way", _("We have no second way to reach you yet."))
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    codes = SignInCode.objects.filter(participant=participant)
    if codes.filter(issued_at__gt=now - WITHIN).count() >= MOST_CODES:
        raise Refusal("too_many_codes", _("Too many codes were asked for. Wait an hour, then try again."))
    codes.filter(used_at__isnull=True).update(used_at=now)
    code = SignInCode.objects.create(
        participant=participant, channel=channel, digest="", issued_at=now, expires_at=now + LIFETIME
    )
    _record("own_code.asked_for", participant, channel=channel)
    enqueue(kind=KIND, recipient=participant.actor, about=str(code.pk))
    return code


def settle(code: SignInCode) -> str:
    """Choose the digits of a code whose letter is being written. Returned once and stored nowhere."""
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    SignInCode.objects.filter(pk=code.pk).update(digest=_digest(code.pk, digits))
    return digits


@transaction.atomic
def attempt(*, code: SignInCode, typed: str) -> Tried:
    """Compare what was typed. Right or wrong, the try counts; right, the code is used up."""
    now = clock.now()
    standing = SignInCode.objects.usable(now).select_for_update(of=("self",)).filter(pk=code.pk).first()
    if standing is None:
        return Tried.OVER
    row = SignInCode.objects.filter(pk=standing.pk)
    row.update(tries=F("tries") + 1)
    if not hmac.compare_digest(standing.digest, _digest(standing.pk, "".join(typed.split()))):
        _record("own_code.refused", code.participant, tries=standing.tries + 1)
        return Tried.WRONG if standing.tries + 1 < MOST_TRIES else Tried.OVER
    row.update(used_at=now)
    _record("own_page.opened", code.participant, channel=standing.channel)
    return Tried.RIGHT


def _digest(pk: int, digits: str) -> str:
    return lookup_hash(KIND, str(pk), digits)


def _record(action: str, participant: Participant, *, channel: str | None = None, tries: int | None = None) -> None:
    record(
        by=participant.actor,
        action=action,
        subject=participant.actor,
        practice=participant.practice_id,
        channel=channel,
        tries=tries,
    )
