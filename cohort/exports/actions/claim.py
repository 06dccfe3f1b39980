"""Holding a release while it is built, and letting it go."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from cohort.audit.actions import record
from cohort.common import clock
from cohort.exports.models import Release
from cohort.exports.models.release import LIFETIME, MOST_ATTEMPTS

WORKER = "system:worker"
HEARTBEAT = timedelta(seconds=20)


class ClaimLost(Exception):
    """Another builder took the release, believing this one dead. This one stops."""


@transaction.atomic
def claim() -> Release | None:
    """The next release to build, now held by the caller; None when there is none that nobody else holds.

    A release whose builders died several times fails: whatever kills them would go on doing so.
    """
    now = clock.now()
    release = Release.objects.to_build(now).select_for_update(skip_locked=True, of=("self",)).first()
    if release is None:
        return None
    if release.attempts >= MOST_ATTEMPTS:
        fail(release=release)
        return claim()
    release.state, release.claimed_at = Release.State.BUILDING, now
    release.attempts += 1
    release.steps_done = release.steps_total = 0
    release.save(update_fields=["state", "claimed_at", "attempts", "steps_done", "steps_total"])
    return release


@transaction.atomic
def beat(*, release: Release, steps_done: int | None = None, steps_total: int | None = None) -> None:
    """Say that the builder lives, and how far it is. Raises ClaimLost."""
    release.claimed_at = clock.now()
    release.steps_done = release.steps_done if steps_done is None else steps_done
    release.steps_total = release.steps_total if steps_total is None else steps_total
    _held(release, claimed_at=release.claimed_at, steps_done=release.steps_done, steps_total=release.steps_total)


@transaction.atomic
def finish(*, release: Release, sha256: str, size: int, rows: int, included: Mapping[int, int]) -> None:
    """The file stands where `release.path` says. Raises ClaimLost.

    `included` says of how many participants of which practice it holds answers: each practice is told.
    """
    now = clock.now()
    _held(
        release,
        state=Release.State.READY,
        file_name=release.path.name,
        sha256=sha256,
        size=size,
        rows=rows,
        finished_at=now,
        expires_at=now + LIFETIME,
    )
    record(
        by=WORKER,
        action="release.built",
        subject=release.subject,
        purpose="research",
        sha256=sha256,
        size=size,
        rows=rows,
    )
    for practice, count in included.items():
        record(
            by=WORKER,
            action="release.included",
            subject=release.subject,
            purpose="research",
            practice=practice,
            count=count,
        )


@transaction.atomic
def fail(*, release: Release) -> None:
    """No file came of it; the requester may try again. Raises ClaimLost."""
    _held(release, state=Release.State.FAILED, finished_at=clock.now())
    record(
        by=WORKER,
        action="release.failed",
        subject=release.subject,
        purpose="research",
        attempt=release.attempts,
    )


def _held(release: Release, **values: object) -> None:
    """Change the release only while this builder holds it: the number of its attempt is its claim."""
    held = Release.objects.filter(pk=release.pk, state=Release.State.BUILDING, attempts=release.attempts)
    if not held.update(**values):
        raise ClaimLost(str(release))
