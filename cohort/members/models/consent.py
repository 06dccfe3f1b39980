"""Consent: versioned texts, decisions scope by scope, and what was repeated aloud; all of it only ever appended."""

from datetime import date, datetime

from django.conf import settings
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
    def valid_on(self, day: date, language: str = "") -> "ConsentText":
        """The text in force on a day, for readers of that language. Raises ConsentText.DoesNotExist when none is.

        A language may follow later than the others: until its day comes, its readers keep the edition before.
        """
        for text in self.filter(valid_from__lte=day).order_by("-valid_from"):
            if text.begins_in(language) <= day:
                return text
        raise self.model.DoesNotExist


class ConsentText(models.Model):
    """One frozen edition of the consent text, both languages, short and long."""

    number = models.PositiveSmallIntegerField(unique=True)
    valid_from = models.DateField(unique=True)
    content = models.JSONField()  # a file of recruitment/content/consent as loaded
    checksum = models.CharField(max_length=64)
    later_in = models.JSONField(default=dict)  # language → the later day from which it counts there
    concerns = models.JSONField(default=list)  # scopes that mean something else than in the text before
    answer_by = models.DateField(null=True)  # until then whoever is asked again may say "later"

    objects = ConsentTextQuerySet.as_manager()

    columns = classify(technical="id number valid_from content checksum later_in concerns answer_by")

    def __str__(self) -> str:
        return f"consent text {self.number}"

    def begins_in(self, language: str) -> date:
        """The day from which readers of that language read it."""
        return date.fromisoformat(self.later_in[language]) if language in self.later_in else self.valid_from


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
    text = models.ForeignKey(ConsentText, on_delete=models.DO_NOTHING, related_name="+")

    columns = classify(pseudonymous="participant scope granted decided_at", technical="id text")

    class Meta:
        managed = False
        db_table = "members_consent"

    def __str__(self) -> str:
        return f"{self.scope}: {'yes' if self.granted else 'no'}"


class ConsentRepeatedQuerySet(models.QuerySet["ConsentRepeated"]):
    def since(self, moment: datetime) -> "ConsentRepeatedQuerySet":
        """What was read aloud at that moment or later: before an interview one asks for the day it was agreed on."""
        return self.filter(repeated_at__gte=moment)


class ConsentRepeated(models.Model):
    """The short text was read aloud to a participant, who understood it (R24). Never changed or removed."""

    participant = models.ForeignKey("members.Participant", on_delete=models.CASCADE, related_name="repetitions")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="+")
    repeated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    repeated_at = models.DateTimeField(default=clock.now)

    objects = ConsentRepeatedQuerySet.as_manager()

    columns = classify(pseudonymous="participant repeated_at", technical="id text", staff="repeated_by")

    class Meta:
        indexes = (models.Index(fields=("participant", "-repeated_at"), name="consent_repeated_latest"),)

    def __str__(self) -> str:
        return f"{self.text} read aloud to {self.participant_id}"
