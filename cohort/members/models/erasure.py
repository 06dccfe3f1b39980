"""Erasures: asked for, done, and certified. The row outlives the participant and knows only the study number."""

import uuid

from django.db import models
from django.db.models import Q

from cohort.common import clock
from cohort.common.privacy import classify
from cohort.common.study_number import PATTERN


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def to_do(self) -> "ErasureQuerySet":
        """Asked for and not done, the oldest first."""
        return self.filter(done_at__isnull=True).order_by("asked_at", "pk")


class Erasure(models.Model):
    """One participant's wish to be forgotten; once done, the certificate of it."""

    class Choice(models.TextChoices):
        NOW = "now"  # everything that belongs to the person goes
        KEEP = "keep"  # who the person is goes; answers stay without it, and in no new release

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    study_number = models.CharField(max_length=10, unique=True)
    choice = models.TextField(choices=Choice)
    asked_by = models.TextField()  # as the audit names people: "participant:R4821937-5", "user:17"
    asked_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)  # table → rows removed or scrubbed

    objects = ErasureQuerySet.as_manager()

    columns = classify(
        pseudonymous="study_number choice asked_at done_at", technical="id uuid counts", staff="asked_by"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(name="erasure_study_number_shape", condition=Q(study_number__regex=f"^{PATTERN}$")),
            models.CheckConstraint(name="erasure_choice_known", condition=Q(choice__in=("now", "keep"))),
            models.CheckConstraint(
                name="erasure_done_after_asked",
                condition=Q(done_at__isnull=True) | Q(done_at__gte=models.F("asked_at")),
            ),
        )

    def __str__(self) -> str:
        return f"erasure of {self.study_number} ({self.choice})"
