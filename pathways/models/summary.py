"""Printed summaries: asked for on a page, made by a worker, kept sealed under the hash of what they show."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.fields import SealedBinaryField
from cohort.common.privacy import classify
from cohort.members.models import Participant

LEASE = timedelta(minutes=2)  # a print takes seconds: a printer that holds one for so long is dead
MOST_ATTEMPTS = 3


class SummaryQuerySet(models.QuerySet["Summary"]):
    def to_print(self, at: datetime) -> "SummaryQuerySet":
        """Waiting, and held by no printer that may still be alive; the oldest first."""
        free = Q(claimed_at__isnull=True) | Q(claimed_at__lte=at - LEASE)
        return self.filter(free, state=Summary.State.WAITING).order_by("requested_at", "pk")

    def over(self, before: datetime) -> "SummaryQuerySet":
        """Finished, or asked for in vain, by then."""
        return self.filter(Q(finished_at__lte=before) | Q(finished_at__isnull=True, requested_at__lte=before))


class Summary(models.Model):
    class Audience(models.TextChoices):
        CLINICIAN = "clinician", _("For the doctor")
        PATIENT = "patient", _("For the patient")

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="summaries")
    audience = models.TextField(choices=Audience)
    language = models.CharField(max_length=2)
    content_hash = models.CharField(max_length=64)  # of the values shown: the same content is printed once
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=clock.now)
    state = models.TextField(choices=State, default=State.WAITING)
    claimed_at = models.DateTimeField(null=True)  # a printer that has held it for long counts as dead
    attempts = models.PositiveSmallIntegerField(default=0)  # counts claims since it was last asked for
    pdf = SealedBinaryField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = SummaryQuerySet.as_manager()

    columns = classify(
        identifying="pdf",
        pseudonymous="participant audience language",
        technical="id requested_at state finished_at",
        access="content_hash",
        staff="requested_by",
        working="claimed_at attempts",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "audience", "language", "content_hash"), name="summary_printed_once"
            ),
            models.CheckConstraint(name="summary_attempts_bounded", condition=Q(attempts__lte=MOST_ATTEMPTS)),
            models.CheckConstraint(name="summary_audience_known", condition=Q(audience__in=("clinician", "patient"))),
            models.CheckConstraint(name="summary_ready_has_pdf", condition=~Q(state="ready") | Q(pdf__isnull=False)),
            models.CheckConstraint(name="summary_state_known", condition=Q(state__in=("waiting", "ready", "failed"))),
        )
        indexes = (
            # read by `to_print`, every tick
            models.Index(fields=("requested_at",), name="summary_waiting", condition=Q(state="waiting")),
        )

    def __str__(self) -> str:
        return f"summary of {self.participant_id} ({self.audience})"
