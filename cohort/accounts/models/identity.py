"""Which MitID identity belongs to which account. The broker's own number for the person, never a CPR number."""

from django.conf import settings
from django.db import models

from cohort.common import clock
from cohort.common.privacy import classify


class Identity(models.Model):
    """One person at one broker, connected by the account's owner while signed in with the second factor."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="identity")
    issuer = models.TextField()
    subject = models.TextField()
    connected_at = models.DateTimeField(default=clock.now)

    columns = classify(identifying="subject", technical="id user issuer connected_at")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("issuer", "subject"), name="identity_once"),)

    def __str__(self) -> str:
        return f"identity of user {self.user_id}"
