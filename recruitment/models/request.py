"""Practices that ask to take part, until the study office has decided."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.fields import SealedTextField
from cohort.common.privacy import classify
from cohort.common.sealing import lookup_hash
from cohort.members.models import Cluster, Membership, Region


class PracticeRequest(models.Model):
    """What somebody typed on a sign-up page. Who it was is sealed, and goes when the request is decided.

    The key is no running number: whoever adds a row may not read the table, not even to learn the row's number.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")

    class Reason(models.TextChoices):
        """Why not, in one tap."""

        NOT_KNOWN = "not_known", _("We do not know who this is")
        NO_PRACTICE = "no_practice", _("Not a general practice")
        TWICE = "twice", _("Signed up already")
        CHANGED_MIND = "changed_mind", _("The person changed their mind")
        OTHER = "other", _("Another reason")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=8)  # of the sign-up page, a cluster's or a link's
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, null=True, related_name="requests")
    name = SealedTextField(blank=True)
    email = SealedTextField(blank=True)
    email_key = models.CharField(max_length=64, null=True)
    tutor = SealedTextField(blank=True)  # of a trainee: name or e-mail, as typed
    position = models.TextField(choices=Membership.Position)
    provider_number = models.CharField(max_length=6)
    practice_name = models.TextField()
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    at = models.DateTimeField(default=clock.now)
    state = models.TextField(choices=State, default=State.OPEN)
    reason = models.TextField(choices=Reason, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    columns = classify(
        identifying="name email tutor",
        technical=("id code cluster position provider_number practice_name region language at state reason decided_at"),
        access="email_key",
        staff="decided_by",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="practice_request_state_known", condition=Q(state__in=("open", "accepted", "refused"))
            ),
            models.CheckConstraint(
                name="practice_request_position_known", condition=Q(position__in=("doctor", "trainee", "staff"))
            ),
            models.CheckConstraint(
                name="practice_request_number_six_digits", condition=Q(provider_number__regex=r"^\d{6}$")
            ),
            models.CheckConstraint(
                name="practice_request_decided_once",
                condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="practice_request_decided_knows_nobody",
                condition=Q(state="open") | Q(name="", email="", tutor="", email_key__isnull=True),
            ),
            models.CheckConstraint(
                name="practice_request_refused_with_reason",
                condition=Q(state="refused") & ~Q(reason="") | ~Q(state="refused") & Q(reason=""),
            ),
            models.CheckConstraint(
                name="practice_request_reason_known",
                condition=Q(reason__in=("", "not_known", "no_practice", "twice", "changed_mind", "other")),
            ),
            models.UniqueConstraint(
                fields=("email_key", "provider_number"), condition=Q(state="open"), name="practice_request_open_once"
            ),
        )

    def __str__(self) -> str:
        return f"request {self.pk} ({self.state})"

    @property
    def subject(self) -> str:
        """How the audit names this request."""
        return f"request:{self.pk}"

    @staticmethod
    def key(email: str) -> str:
        """Lookup hash of the address, so that the same person asking twice is one request."""
        return lookup_hash("request", email.strip().lower())
