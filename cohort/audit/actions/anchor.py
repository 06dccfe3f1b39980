"""Keeping the head of the chain outside the database, where whoever changes the database does not reach it."""

import os
from pathlib import Path

from django.db import transaction

from cohort.audit.chain import Anchor
from cohort.audit.models import Link
from cohort.common import clock


@transaction.atomic
def head() -> Anchor | None:
    """The chain's end at this moment; None while nothing is sealed."""
    last = Link.objects.order_by("-position").first()
    return Anchor(clock.now(), last.position, bytes(last.digest)) if last else None


def keep(anchor: Anchor, path: Path) -> None:
    """Add the anchor to the file, as one line that is on disk when this returns. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("a", encoding="ascii") as file:
        file.write(f"{anchor}\n")
        file.flush()
        os.fsync(file.fileno())
