"""What was done, by whom, to what and why. Append-only, and without foreign keys: it outlives what it names."""

from django.db import models

from cohort.common import clock
from cohort.common.privacy import classify


class Entry(models.Model):
    """One audited act. Written in the transaction of the act itself; never read by a feature of the product."""

    at = models.DateTimeField(default=clock.now)
    actor = models.TextField()  # "user:17", "participant:R4821937-5", "system:worker"
    action = models.TextField()  # "participant.enrolled": subject, dot, what happened
    subject = models.TextField()  # "participant:R4821937-5", "release:12"
    purpose = models.TextField(blank=True)
    detail = models.JSONField(default=dict)

    columns = classify(pseudonymous="actor subject detail", technical="id at action purpose")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="audit_action_has_subject_and_verb",
                condition=models.Q(action__regex=r"^[a-z_]+\.[a-z_]+$"),
            ),
        )
        indexes = (models.Index(fields=("subject", "at"), name="audit_by_subject"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.subject}"
