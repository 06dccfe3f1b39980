"""Personal links: narrow capabilities, not sign-ins. The database holds what a link hashes to, never the link."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from cohort.common import clock
from cohort.common.privacy import classify

from .participant import Participant


class PersonalLinkQuerySet(models.QuerySet["PersonalLink"]):
    def usable(self, at: datetime) -> "PersonalLinkQuerySet":
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)


class PersonalLink(models.Model):
    """One participant, one purpose, one thing it is about, until a moment."""

    class Purpose(models.TextChoices):
        START = "start"  # consent, then the first questionnaire
        ANSWER = "answer"  # one assignment
        CODE = "code"  # a short code to type, exchanged once for a start link
        OWN = "own"  # the own page, after a code by the other channel
        DIARY = "diary"  # one diary, from the home screen of a phone
        CHOICES = "choices"  # what was said yes to, to change or stop, from a message; nothing else is shown

    class Channel(models.TextChoices):
        """How the link reached the person: a code that opens more goes another way."""

        SCREEN = "screen"
        EMAIL = "email"
        SMS = "sms"

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="links")
    purpose = models.TextField(choices=Purpose)
    # assignment uuid; for start links the way it was handed over; diary:device; for choices the message
    about = models.TextField(blank=True)
    channel = models.TextField(choices=Channel, default=Channel.SCREEN)
    digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = PersonalLinkQuerySet.as_manager()

    columns = classify(
        pseudonymous="participant about",
        technical="id purpose channel issued_at expires_at revoked_at",
        access="digest",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("participant", "purpose", "about"),
                condition=Q(revoked_at__isnull=True),
                name="link_one_valid",
            ),
            models.CheckConstraint(name="link_expires_after_issue", condition=Q(expires_at__gt=F("issued_at"))),
            models.CheckConstraint(
                name="link_purpose_known",
                condition=Q(purpose__in=("start", "answer", "code", "own", "diary", "choices")),
            ),
            models.CheckConstraint(name="link_channel_known", condition=Q(channel__in=("screen", "email", "sms"))),
        )

    def __str__(self) -> str:
        return f"{self.purpose} link of {self.participant_id}"

    def is_usable(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at
