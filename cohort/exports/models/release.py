"""Releases: frozen, numbered exports of what consenting participants answered."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cohort.accounts.models import User
from cohort.accounts.permissions import may
from cohort.common import clock
from cohort.common.privacy import classify

SILENCE = timedelta(minutes=10)  # a builder that has not spoken for so long is dead
LIFETIME = timedelta(days=14)  # how long a file can be fetched
MOST_ATTEMPTS = 3


def folder() -> Path:
    """Where the files of releases lie: web and worker share it, and nobody else reads it."""
    return Path(settings.FILES_DIR) / "releases"


class ReleaseQuerySet(models.QuerySet["Release"]):
    def to_build(self, at: datetime) -> "ReleaseQuerySet":
        """Waiting, or being built by a builder that fell silent."""
        return self.filter(
            Q(state=Release.State.WAITING) | Q(state=Release.State.BUILDING, claimed_at__lte=at - SILENCE)
        ).order_by("requested_at")

    def visible_to(self, user: User) -> "ReleaseQuerySet":
        """A researcher's own; all of them for whoever oversees releases."""
        return self if may(user, "release.oversee") else self.filter(requester=user)

    def to_remove(self, at: datetime) -> "ReleaseQuerySet":
        """Releases whose time is over and whose file is still there."""
        return self.filter(expires_at__lte=at).exclude(file_name="")


class Release(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting"
        BUILDING = "building"
        READY = "ready"
        FAILED = "failed"

    requester = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()  # what the data are for, in the researcher's words
    requested_at = models.DateTimeField(default=clock.now)
    state = models.TextField(choices=State, default=State.WAITING)
    claimed_at = models.DateTimeField(null=True)  # a builder that has been silent for long counts as dead
    attempts = models.PositiveSmallIntegerField(default=0)  # counts claims; a builder holds the number of its own
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)
    file_name = models.TextField(blank=True)  # below FILES_DIR/releases
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    objects = ReleaseQuerySet.as_manager()

    columns = classify(
        free_text="reason",
        technical="id requested_at state steps_done steps_total rows file_name sha256 size finished_at expires_at",
        staff="requester",
        working="claimed_at attempts",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="release_ready_is_complete",
                condition=~Q(state="ready") | Q(finished_at__isnull=False, expires_at__isnull=False, size__gt=0),
            ),
            models.CheckConstraint(name="release_progress_bounded", condition=Q(steps_done__lte=F("steps_total"))),
            models.CheckConstraint(
                name="release_state_known", condition=Q(state__in=("waiting", "building", "ready", "failed"))
            ),
        )
        indexes = (
            # read by `to_build`, every tick
            models.Index(
                fields=("requested_at",), name="release_unfinished", condition=Q(state__in=("waiting", "building"))
            ),
        )

    def __str__(self) -> str:
        return f"release {self.pk}"

    def is_downloadable(self, at: datetime) -> bool:
        return self.state == self.State.READY and self.expires_at is not None and at < self.expires_at

    @property
    def path(self) -> Path:
        """Where the file is, or will be when the present attempt succeeds."""
        return folder() / (self.file_name or f"release-{self.pk}-{self.attempts}.zip")

    @property
    def subject(self) -> str:
        """How the audit names this release."""
        return f"release:{self.pk}"

    @property
    def is_under_way(self) -> bool:
        return self.state in {self.State.WAITING, self.State.BUILDING}
