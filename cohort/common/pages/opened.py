"""How long a page was open until it was done: the page carries the moment it was opened, signed.

A figure and no right: a moment that is missing, made up or long past says nothing, and refuses nothing.
"""

from datetime import UTC, datetime

from django.core.signing import BadSignature, Signer

from cohort.common import clock

FIELD = "opened"
"""The name of the hidden field."""
LONGEST = 900
"""Seconds. Whoever took longer did something else meanwhile."""
_signer = "cohort.common.opened"  # whatever the module is called


def stamp() -> str:
    """This moment, for the page that is opened now."""
    return Signer(salt=_signer).sign(str(int(clock.now().timestamp())))


def kept(sent: str) -> str:
    """The moment a page came with, when it is shown again for correction; a new one where that says nothing."""
    return sent if moment(sent) is not None else stamp()


def moment(sent: str) -> datetime | None:
    """When the page was opened; None for what we have not signed."""
    try:
        return datetime.fromtimestamp(int(Signer(salt=_signer).unsign(sent)), UTC)
    except (BadSignature, ValueError):
        return None


def seconds(sent: str) -> int | None:
    """Whole seconds from opening until now; None where they are not known or say nothing."""
    opened = moment(sent)
    if opened is None:
        return None
    taken = int((clock.now() - opened).total_seconds())
    return taken if 0 <= taken <= LONGEST else None
