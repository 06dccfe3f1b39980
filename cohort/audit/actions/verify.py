"""Checking that the audit is what was written."""

from collections.abc import Callable, Iterable

from django.db import transaction

from cohort.audit import reading
from cohort.audit.chain import Anchor, Check

STEP = 20_000  # rows between two words about progress


@transaction.atomic
def verify(*, anchors: Iterable[Anchor], progress: Callable[[int], None]) -> Check:
    """The check after it has seen every row; `progress` hears the number of rows now and then.

    Wants a role that may read the whole audit, and the reach to do so: rows that it is not shown count as removed.
    """
    check = Check(anchors)
    for row in reading.stream():
        check.see(row)
        if check.rows % STEP == 0:
            progress(check.rows)
    return check
