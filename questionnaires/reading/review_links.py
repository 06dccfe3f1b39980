"""Links by which a member of the board reads a draft without an account.

A link holds the draft, the hour it ends, and a number of its own, and is signed together with the checksum of the
text: it needs no row, ends when the text changes, and is used for one sign-off. It has the shape of a personal link,
so that logs mask it as they mask those.
"""

import base64
import secrets
import struct
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from questionnaires.models import Draft

_SHAPE = struct.Struct(">II6s18s")  # 32 bytes, 43 characters
_SALT = "questionnaires.review"


class Review(NamedTuple):
    """What a valid link opens; `name` is how a sign-off remembers the link."""

    draft: Draft
    name: str


def new(draft: Draft, now: datetime) -> str:
    """A link to the draft's present text, for one member."""
    ends = now + timedelta(days=settings.REVIEW_LINK_DAYS)
    hour, own = int(ends.timestamp()) // 3600, secrets.token_bytes(6)
    packed = _SHAPE.pack(draft.pk, hour, own, _signature(draft, hour, own))
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def follow(token: str, now: datetime) -> Review | None:
    """What the link opens; None where it is none of ours, is over, or the text is another one by now."""
    pk, hour, own, signature = _SHAPE.unpack(base64.urlsafe_b64decode(f"{token}="))
    draft = Draft.objects.filter(pk=pk, state=Draft.State.DRAFT).first()
    if draft is None or not constant_time_compare(signature, _signature(draft, hour, own)):
        return None
    if datetime.fromtimestamp(hour * 3600, UTC) <= now:
        return None
    return Review(draft, own.hex())


def _signature(draft: Draft, hour: int, own: bytes) -> bytes:
    signed = f"{draft.pk}.{hour}.{own.hex()}.{draft.checksum}"
    return salted_hmac(_SALT, signed, algorithm="sha256").digest()[:18]
