"""Consent: versioned texts, and decisions scope by scope that are only ever appended."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.privacy import classify


class Scope(models.TextChoices):
    """What a participant says yes or no to, each on its own (R21)."""

    QUESTIONNAIRES = "questionnaires", _("Questionnaires")
    DIARY = "diary", _("Diary")
    INTERVIEWS = "interviews", _("Interviews")
    RECORD = "record", _("Notes from my doctor")
    SHARE = "share", _("Share my answers with my doctor")
    REGISTERS = "registers", _("Danish health registers")
    REMINDERS = "reminders", _("Reminders")
    RECONTACT = "recontact", _("Ask me again later")


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def valid_on(self, day: date) -> "ConsentText":
        """The text in force on a day. Raises ConsentText.DoesNotExist when none is."""
        return self.filter(valid_from__lte=day).latest("valid_from")


class ConsentText(models.Model):
    """One frozen edition of the consent text, both languages, short and long."""

    number = models.PositiveSmallIntegerField(unique=True)
    valid_from = models.DateField(unique=True)
    content = models.JSONField()  # recruitment/content/consent.yaml as loaded
    checksum = models.CharField(max_length=64)

    objects = ConsentTextQuerySet.as_manager()

    columns = classify(technical="id number valid_from content checksum")

    def __str__(self) -> str:
        return f"consent text {self.number}"


class ConsentDecision(models.Model):
    """One yes or no to one scope of one text. The database refuses to change or remove it."""

    participant = models.ForeignKey("members.Participant", on_delete=models.CASCADE, related_name="decisions")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    scope = models.TextField(choices=Scope)
    granted = models.BooleanField()
    language = models.CharField(max_length=2)
    decided_at = models.DateTimeField(default=clock.now)

    columns = classify(pseudonymous="participant scope granted language decided_at", technical="id text")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("participant", "scope", "decided_at"), name="consent_decision_once"),
            models.CheckConstraint(name="consent_scope_known", condition=Q(scope__in=Scope.values)),
        )
        indexes = (
            # read by the view members_consent
            models.Index(fields=("participant", "scope", "-decided_at", "-id"), name="consent_latest"),
        )

    def __str__(self) -> str:
        return f"{self.scope}: {'yes' if self.granted else 'no'}"


class Consent(models.Model):
    """What stands: a participant's latest decision on a scope. A view, and the one gate of every sender and reader."""

    participant = models.ForeignKey("members.Participant", on_delete=models.DO_NOTHING, related_name="consents")
    scope = models.TextField(choices=Scope)
    granted = models.BooleanField()
    decided_at = models.DateTimeField()

    columns = classify(pseudonymous="participant scope granted decided_at", technical="id")

    class Meta:
        managed = False
        db_table = "members_consent"

    def __str__(self) -> str:
        return f"{self.scope}: {'yes' if self.granted else 'no'}"
