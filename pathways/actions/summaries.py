"""Asking for a printed summary, and taking it home."""

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
        summary.attempts, summary.claimed_at = 0, None
        summary.save(update_fields=["state", "requested_at", "finished_at", "attempts", "claimed_at"])
    record(
        by=by.actor,
        action="summary.requested",
        subject=participant.actor,
        purpose="care",
        practice=participant.practice_id,
        audience=audience,
        again=not made,
    )
    if summary.state == Summary.State.WAITING:
        nudge(PRINT_TASK)
    return summary


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
        practice=summary.participant.practice_id,
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
