"""Asking for a release, and for another try."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.common.nudges import nudge
from cohort.exports.models import Release

BUILD_TASK = "exports.build_releases"


@transaction.atomic
def request(*, reason: str, by: User) -> Release:
    """A new release, built soon by a worker. `reason` says what the data are for; it is kept with the release."""
    release = Release.objects.create(requester=by, reason=reason, requested_at=clock.now())
    record(by=by.actor, action="release.requested", subject=release.subject, purpose="research")
    nudge(BUILD_TASK)
    return release


@transaction.atomic
def try_again(*, release: Release, by: User) -> None:
    """Let a failed release wait for a worker once more. Raises Refusal (release_not_failed)."""
    waiting = Release.objects.filter(pk=release.pk, state=Release.State.FAILED).update(
        state=Release.State.WAITING, attempts=0, claimed_at=None, steps_done=0, steps_total=0, finished_at=None
    )
    if not waiting:
        raise Refusal("release_not_failed", _("This release has not failed, so there is nothing to try again."))
    record(by=by.actor, action="release.requested", subject=release.subject, purpose="research", again=True)
    nudge(BUILD_TASK)
