"""Asking for a printed summary, and printing what was asked for."""

import hashlib
import logging

from django.db import transaction

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.nudges import nudge
from cohort.members.models import Participant
from pathways.models import Summary
from pathways.reading import participant as reading
from pathways.sheets import html
from pathways.summary.sheets import digest

PRINT_TASK = "pathways.print_summaries"
PRINTER = "system:worker"

logger = logging.getLogger(__name__)


@transaction.atomic
def request(*, participant: Participant, audience: str, language: str, by: User) -> Summary:
    """The summary of what is there now: the one already printed, or one that a worker prints soon.

    A print that failed, or that a later decision of the participant has overtaken, is made again.
    Expects `practice` and `contact` already joined.
    """
    content = html.compose(reading.read(participant), audience=audience, language=language)
    summary, made = Summary.objects.get_or_create(
        participant=participant,
        audience=audience,
        language=language,
        content_hash=digest(content),
        defaults={"requested_by": by, "requested_at": clock.now()},
    )
    if summary.state != Summary.State.WAITING and not is_current(summary):
        summary.state, summary.requested_at, summary.finished_at = Summary.State.WAITING, clock.now(), None
        summary.save(update_fields=["state", "requested_at", "finished_at"])
    record(
        by=by.actor,
        action="summary.requested",
        subject=participant.actor,
        purpose="care",
        audience=audience,
        again=not made,
    )
    if summary.state == Summary.State.WAITING:
        nudge(PRINT_TASK)
    return summary


def print_waiting() -> int:
    """Print whatever waits; says how many were finished. Two printers share the work and never print one twice."""
    finished = 0
    while _print_next():
        finished += 1
    return finished


@transaction.atomic
def _print_next() -> bool:
    """Print the oldest that waits and that no other printer holds; False when there is none.

    The row stays locked while it is printed: a printer that dies lets go of it, and it waits again.
    """
    summary = (
        Summary.objects.filter(state=Summary.State.WAITING)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("participant__practice", "participant__contact")
        .order_by("requested_at", "pk")
        .first()
    )
    if summary is None:
        return False
    try:
        with transaction.atomic():
            _print(summary)
    except Exception as error:  # whatever the reason, this one must not hold up the others
        # Only the kind of error: its words may hold what stands on the sheet.
        logger.error("summary %s could not be printed: %s", summary.pk, type(error).__name__)
        summary.pdf, summary.state, summary.finished_at = None, Summary.State.FAILED, clock.now()
        summary.save(update_fields=["pdf", "state", "finished_at"])
        record(by=PRINTER, action="summary.failed", subject=summary.participant.actor, summary=summary.pk)
    return True


def _print(summary: Summary) -> None:
    """Print what is there now, which may be newer than what was asked for; the hash then says so."""
    # Only a printer needs the library and the system's fonts: web processes start without them.
    from pathways.sheets.pdf import pdf

    picture = reading.read(summary.participant)
    sheet = html.sheet(picture, audience=summary.audience, language=summary.language)
    summary.pdf = pdf(sheet.html)
    summary.state, summary.finished_at = Summary.State.READY, clock.now()
    if sheet.content_hash != summary.content_hash:
        # A hash that no content has where another row holds the right one: this print is never taken for that one.
        taken = _is_taken(summary, sheet.content_hash)
        summary.content_hash = _no_content(summary) if taken else sheet.content_hash
    summary.save(update_fields=["pdf", "state", "finished_at", "content_hash"])
    record(by=PRINTER, action="summary.printed", subject=summary.participant.actor, summary=summary.pk)


def _no_content(summary: Summary) -> str:
    return hashlib.sha256(f"summary {summary.pk}".encode()).hexdigest()


def _is_taken(summary: Summary, content_hash: str) -> bool:
    others = Summary.objects.filter(
        participant=summary.participant, audience=summary.audience, language=summary.language
    )
    return others.filter(content_hash=content_hash).exists()


@transaction.atomic
def hand_out(*, summary: Summary, by: User) -> bytes | None:
    """The printed PDF; None when it is not ready, or the participant has decided anew since it was printed."""
    if not is_current(summary) or summary.pdf is None:
        return None
    record(
        by=by.actor,
        action="summary.downloaded",
        subject=summary.participant.actor,
        purpose="care",
        summary=summary.pk,
    )
    return bytes(summary.pdf)


def is_current(summary: Summary) -> bool:
    """Whether it is printed and the participant has decided nothing since: a decision may have closed what it shows."""
    decided = reading.last_decision(summary.participant)
    return (
        summary.state == Summary.State.READY
        and summary.finished_at is not None
        and (decided is None or decided < summary.finished_at)
    )
