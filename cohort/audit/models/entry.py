"""What was done, by whom, to what and why. Append-only, and without foreign keys: it outlives what it names."""

from django.db import models

from cohort.common import clock
from cohort.common.privacy import classify


class Kind(models.TextChoices):
    """What kind of actor acted; who it was stands in the audit and on no page."""

    STAFF = "staff"
    PARTICIPANT = "participant"
    PROGRAM = "program"


# How the actor's name begins, and what that says.
KINDS = {"user": Kind.STAFF, "participant": Kind.PARTICIPANT}


class Entry(models.Model):
    """One audited act, written in the transaction of the act itself. Pages read it by `cohort.audit.queries` only."""

    at = models.DateTimeField(default=clock.now)
    actor = models.TextField()  # "user:17", "participant:R4821937-5", "system:worker"
    action = models.TextField()  # "participant.enrolled": subject, dot, what happened
    subject = models.TextField()  # "participant:R4821937-5", "release:12"
    purpose = models.TextField(blank=True)
    detail = models.JSONField(default=dict)
    practice = models.BigIntegerField(null=True)  # the key of the practice that the act, or its participant, belongs to

    columns = classify(pseudonymous="subject detail practice", technical="id at action purpose", staff="actor")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="audit_action_has_subject_and_verb",
                condition=models.Q(action__regex=r"^[a-z_]+\.[a-z_]+$"),
            ),
        )
        indexes = (
            models.Index(fields=("subject", "at"), name="audit_by_subject"),
            models.Index(
                fields=("practice", "at"), name="audit_by_practice", condition=models.Q(practice__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.subject}"

    @property
    def kind(self) -> Kind:
        """What kind of actor it was."""
        return KINDS.get(self.actor.partition(":")[0], Kind.PROGRAM)

    @property
    def role(self) -> str:
        """The role in which somebody of the staff read, as `accounts.Role` writes it; empty where it is not known."""
        return str(self.detail.get("role", ""))
