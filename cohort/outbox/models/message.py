"""The outbox: one row is one e-mail or SMS that should leave, written with what causes it."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from cohort.common import clock
from cohort.common.fields import SealedTextField
from cohort.common.privacy import classify

# After this long in flight the worker that took a message counts as dead and the message is sent again. Longer than
# any conversation with a mail server: a message is taken only when it is the next to go, and each of the dozen
# steps of a conversation ends after EMAIL_TIMEOUT.
LEASE = timedelta(minutes=5)


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, at: datetime) -> "MessageQuerySet":
        """Waiting, and its time has come."""
        return self.filter(state=Message.State.WAITING, due_at__lte=at)

    def abandoned(self, at: datetime) -> "MessageQuerySet":
        """In flight for longer than the lease: the worker that took it is gone."""
        return self.filter(state=Message.State.IN_FLIGHT, claimed_at__lte=at - LEASE)

    def unsent(self) -> "MessageQuerySet":
        return self.filter(state__in=(Message.State.WAITING, Message.State.IN_FLIGHT))


class Message(models.Model):
    """A message knows for whom (a study number or a user id) and about what, but not yet what it says.

    What it says is composed when a worker takes it, and kept sealed until it has left: a second copy, sent
    because nobody knows whether the first arrived, carries the same link and the same Message-ID.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        IN_FLIGHT = "in_flight"
        SENT = "sent"
        DROPPED = "dropped"  # no longer wanted when its turn came
        FAILED = "failed"  # refused for good, or cannot be composed

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.TextField()
    recipient = models.TextField()  # "participant:R4821937-5" or "user:17"
    about = models.TextField(blank=True)  # the assignment's uuid, or empty
    step = models.PositiveSmallIntegerField(default=0)  # 0 first message, 1 first reminder …
    created_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    state = models.TextField(choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # code: why dropped, failed or tried again
    sealed = SealedTextField(blank=True)  # address and text as JSON, from the first attempt until it has left

    objects = MessageQuerySet.as_manager()

    columns = classify(
        pseudonymous="recipient about",
        technical="id uuid kind step created_at due_at state settled_at reason",
        access="sealed",
        working="attempts claimed_at",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("recipient", "kind", "about", "step"), name="message_once"),
            models.CheckConstraint(
                name="message_state_known",
                condition=Q(state__in=("waiting", "in_flight", "sent", "dropped", "failed")),
            ),
            models.CheckConstraint(
                name="message_in_flight_is_claimed",
                condition=~Q(state="in_flight") | Q(claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="message_settled_has_time_and_no_text",
                condition=Q(state__in=("waiting", "in_flight"), settled_at__isnull=True)
                | Q(state__in=("sent", "dropped", "failed"), settled_at__isnull=False, sealed=""),
            ),
        )
        indexes = (
            # read by `due` and `abandoned`, every tick
            models.Index(fields=("due_at",), name="message_waiting", condition=Q(state="waiting")),
            models.Index(fields=("claimed_at",), name="message_in_flight", condition=Q(state="in_flight")),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.step} to {self.recipient} ({self.state})"
