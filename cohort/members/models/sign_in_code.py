"""Codes by the other channel: what a participant types to see their own page. Short, so few tries and little time."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from cohort.common.privacy import classify

from .participant import Participant

MOST_TRIES = 5


class SignInCodeQuerySet(models.QuerySet["SignInCode"]):
    def usable(self, at: datetime) -> "SignInCodeQuerySet":
        return self.filter(used_at__isnull=True, expires_at__gt=at, tries__lt=MOST_TRIES)


class SignInCode(models.Model):
    """Six digits, kept as a keyed hash; works once, a few minutes long, in the browser that asked for it."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="sign_in_codes")
    channel = models.TextField()  # the way it was sent: "email" or "sms", never the way of the link
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    objects = SignInCodeQuerySet.as_manager()

    columns = classify(
        pseudonymous="participant", technical="id channel issued_at expires_at tries used_at", access="digest"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(name="sign_in_code_channel_known", condition=Q(channel__in=("email", "sms"))),
            models.CheckConstraint(name="sign_in_code_expires_after_issue", condition=Q(expires_at__gt=F("issued_at"))),
            models.CheckConstraint(name="sign_in_code_few_tries", condition=Q(tries__lte=MOST_TRIES)),
        )

    def __str__(self) -> str:
        return f"sign-in code of {self.participant_id}"
