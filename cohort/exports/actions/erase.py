"""Doing the erasures that were asked for, each once, with a certificate and a line outside the database."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from cohort.audit.actions import record
from cohort.common import clock
from cohort.exports.actions import stop
from cohort.exports.erasure_list import Line, append
from cohort.exports.person import erasing
from cohort.members.models import Erasure, Participant

logger = logging.getLogger(__name__)

WORKER = "system:worker"
RESTORE = "system:restore"


def erase_due() -> int:
    """Do every erasure that was asked for, the oldest first; how many. One that fails is tried again later."""
    done = 0
    for pk in _to_do():
        try:
            done += erase_one(pk)
        except Exception as error:  # whatever the reason, this one must not keep the others waiting
            # Only the kind of error: its words may hold what stood in the rows.
            logger.error("erasure %s failed: %s", pk, type(error).__name__)
    return done


@transaction.atomic
def _to_do() -> list[int]:
    return list(Erasure.objects.to_do().values_list("pk", flat=True))


@transaction.atomic
def erase_one(pk: int) -> bool:
    """Erase, certify, and name the study number in the list outside. False where another worker has it or had it.

    The list is written last, before the commit: a crash between the two leaves a line too many, never one too few,
    and the erasure is done again.
    """
    erasure = Erasure.objects.to_do().select_for_update(skip_locked=True, of=("self",)).filter(pk=pk).first()
    if erasure is None:
        return False
    participant = Participant.objects.filter(study_number=erasure.study_number).first()
    if participant is not None:  # whoever was still signed in elsewhere may have said yes again since they stopped
        stop.close(participant=participant, by=WORKER)
    _forget(erasure)
    append(Line(erasure.study_number, erasure.choice, erasure.asked_at))
    return True


@transaction.atomic
def reapply(line: Line) -> bool:
    """After a restore: erase again whoever is in the list and still, or again, in the database; says whether.

    A certificate that the restored database does not know is written anew.
    """
    participant = Participant.objects.filter(study_number=line.study_number).first()
    if participant is None or not erasing.holds(participant, line.choice):
        return False
    erasure, _added = Erasure.objects.get_or_create(
        study_number=line.study_number,
        defaults={"choice": line.choice, "asked_by": RESTORE, "asked_at": line.asked_at},
    )
    erasure.choice = line.choice
    stop.close(participant=participant, by=RESTORE)
    _forget(erasure)
    return True


def _forget(erasure: Erasure) -> None:
    """Remove and scrub, and make the row of the wish its certificate."""
    participant = Participant.objects.select_for_update(of=("self",)).filter(study_number=erasure.study_number).first()
    practice = participant.practice_id if participant else None
    counts: dict[str, Any] = dict(erasing.erase(participant, erasure.choice)) if participant else {}
    erasure.counts, erasure.done_at = counts, _not_before(erasure.asked_at)
    erasure.save(update_fields=["choice", "counts", "done_at"])
    record(
        by=WORKER,
        action="erasure.done",
        subject=f"participant:{erasure.study_number}",
        purpose="stop",
        practice=practice,
        choice=str(erasure.choice),
        certificate=str(erasure.uuid),
        **counts,
    )


def _not_before(asked_at: datetime) -> datetime:
    """Now, or the moment of asking where the clocks of two machines differ."""
    return max(clock.now(), asked_at)
