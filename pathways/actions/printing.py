"""Printing what waits: held by one printer at a time, given up when it has killed several, gone after a while."""

import hashlib
import logging
from datetime import datetime, timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction

from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.printing import pdf
from pathways.models import Summary
from pathways.models.summary import MOST_ATTEMPTS
from pathways.reading import participant as reading
from pathways.sheets import html

PRINTER = "system:worker"
LIFETIME = timedelta(days=30)  # a copy of health data lies no longer than a consultation and the next one need it

logger = logging.getLogger(__name__)


class ClaimLost(Exception):
    """Another printer took the summary, believing this one dead. This one lets go."""


def print_waiting() -> int:
    """Print whatever waits; says how many were finished. Two printers share the work and never print one twice."""
    finished = 0
    while (summary := claim()) is not None:
        _print(summary)
        finished += 1
    return finished


@transaction.atomic
def claim() -> Summary | None:
    """The oldest that waits and that nobody holds, now held by the caller; None when there is none.

    The attempt is counted before it is made. A summary whose printers died several times fails: whatever kills
    them would go on doing so.
    """
    while True:
        now = clock.now()
        summary = (
            Summary.objects.to_print(now)
            .select_for_update(of=("self",), skip_locked=True)
            .select_related("participant__practice", "participant__contact")
            .first()
        )
        if summary is None:
            return None
        if summary.attempts < MOST_ATTEMPTS:
            summary.attempts, summary.claimed_at = summary.attempts + 1, now
            summary.save(update_fields=["attempts", "claimed_at"])
            return summary
        _fail(summary)


def _print(summary: Summary) -> None:
    """Print a summary that the caller holds; a fault leaves it failed, so that it holds up no other."""
    try:
        _print_now(summary)
    except SoftTimeLimitExceeded:
        raise  # it is the worker's time that is over: the summary waits for the next one
    except ClaimLost:
        logger.warning("summary %s was taken over by another printer", summary.pk)
    except Exception as error:  # whatever the reason, this one must not hold up the others
        # Only the kind of error: its words may hold what stands on the sheet.
        logger.error("summary %s could not be printed: %s", summary.pk, type(error).__name__)
        _give_up(summary)


def _print_now(summary: Summary) -> None:
    """Print what is there now, which may be newer than what was asked for; the hash then says so."""
    # The moment of reading, not of finishing: a decision made while the sheet is printed is not on it.
    read_at = clock.now()
    with transaction.atomic():
        picture = reading.read(summary.participant)
    sheet = html.sheet(picture, audience=summary.audience, language=summary.language)
    _finish(summary, pdf.pdf(sheet.html), sheet.content_hash, read_at)


@transaction.atomic
def _finish(summary: Summary, printed: bytes, content_hash: str, read_at: datetime) -> None:
    held = _held(summary)
    held.pdf, held.state, held.finished_at = printed, Summary.State.READY, read_at
    if content_hash != held.content_hash:
        # A hash that no content has where another row holds the right one: this print is never taken for that one.
        held.content_hash = _no_content(held) if _is_taken(held, content_hash) else content_hash
    held.save(update_fields=["pdf", "state", "finished_at", "content_hash"])
    record(
        by=PRINTER,
        action="summary.printed",
        subject=summary.participant.actor,
        purpose="care",
        practice=summary.participant.practice_id,
        summary=summary.pk,
    )


@transaction.atomic
def _give_up(summary: Summary) -> None:
    try:
        _fail(_held(summary))
    except ClaimLost:
        logger.warning("summary %s was taken over by another printer", summary.pk)


def _fail(summary: Summary) -> None:
    summary.pdf, summary.state, summary.finished_at = None, Summary.State.FAILED, clock.now()
    summary.save(update_fields=["pdf", "state", "finished_at"])
    record(
        by=PRINTER,
        action="summary.failed",
        subject=summary.participant.actor,
        purpose="care",
        practice=summary.participant.practice_id,
        summary=summary.pk,
        attempt=summary.attempts,
    )


def _held(summary: Summary) -> Summary:
    """The row, locked, while this printer still holds it: the moment of its claim is the claim. Raises ClaimLost."""
    held = (
        Summary.objects.filter(pk=summary.pk, state=Summary.State.WAITING, claimed_at=summary.claimed_at)
        .select_for_update(of=("self",))
        .select_related("participant")
        .first()
    )
    if held is None:
        raise ClaimLost
    return held


def _no_content(summary: Summary) -> str:
    return hashlib.sha256(f"summary {summary.pk}".encode()).hexdigest()


def _is_taken(summary: Summary, content_hash: str) -> bool:
    others = Summary.objects.filter(
        participant=summary.participant, audience=summary.audience, language=summary.language
    )
    return others.filter(content_hash=content_hash).exists()


@transaction.atomic
def remove_old() -> int:
    """Delete the summaries whose time is over, whatever became of them; says how many."""
    count, _ = Summary.objects.over(clock.now() - LIFETIME).delete()
    if count:
        record(by=PRINTER, action="summary.removed", subject="summaries", count=count)
    return count
