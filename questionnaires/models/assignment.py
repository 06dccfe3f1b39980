"""Assignments tie a version to who answers it: the only place where a response meets a participant."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cohort.common.privacy import classify
from cohort.members.models import Participant

from .diary import Diary
from .instrument import Version
from .plan import Occasion
from .response import Response


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def open_at(self, at: datetime) -> "AssignmentQuerySet":
        """Can be answered at this moment."""
        return self.filter(state=Assignment.State.OPEN, opens_at__lte=at, closes_at__gt=at)


class Assignment(models.Model):
    """One version due from one respondent, on an occasion of the plan or for a day of a diary; a record, by itself."""

    class State(models.TextChoices):
        OPEN = "open"
        SUBMITTED = "submitted"
        CLOSED = "closed"  # the window passed, or it is no longer wanted

    class Respondent(models.TextChoices):
        PARTICIPANT = "participant"
        CLINICIAN = "clinician"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="assignments")
    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, null=True, related_name="assignments")
    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, null=True, related_name="entries")
    day = models.DateField(null=True)  # of a diary's entry; for a weekly one the Monday
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    respondent = models.TextField(choices=Respondent, default=Respondent.PARTICIPANT)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # the clinician of a record template
    response = models.OneToOneField(Response, on_delete=models.PROTECT, null=True, related_name="assignment")
    state = models.TextField(choices=State, default=State.OPEN)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    # When the next message about this assignment is due, and which step that is: 0 invitation, 1 first reminder …
    next_message_at = models.DateTimeField(null=True)
    next_step = models.PositiveSmallIntegerField(default=0)

    objects = AssignmentQuerySet.as_manager()

    columns = classify(
        pseudonymous="participant occasion diary day respondent response state opens_at closes_at",
        technical="id uuid version",
        staff="answered_by",
        working="next_message_at next_step",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("occasion", "version"), name="assignment_once"),
            models.UniqueConstraint(fields=("diary", "day"), name="assignment_day_once"),
            models.CheckConstraint(
                name="assignment_day_of_diary",
                condition=Q(diary__isnull=True, day__isnull=True)
                | Q(diary__isnull=False, day__isnull=False, occasion__isnull=True),
            ),
            models.CheckConstraint(name="assignment_closes_after_opening", condition=Q(closes_at__gt=F("opens_at"))),
            models.CheckConstraint(
                name="assignment_state_known", condition=Q(state__in=("open", "submitted", "closed"))
            ),
            models.CheckConstraint(
                name="assignment_submitted_has_response",
                condition=~Q(state="submitted") | Q(response__isnull=False),
            ),
            models.CheckConstraint(
                name="assignment_message_only_while_open",
                condition=Q(next_message_at__isnull=True) | Q(state="open"),
            ),
            models.CheckConstraint(
                name="assignment_clinician_named",
                condition=Q(respondent="participant", answered_by__isnull=True)
                | Q(respondent="clinician", answered_by__isnull=False),
            ),
        )
        indexes = (
            # read by questionnaires.actions.messages.plan, every tick
            models.Index(
                fields=("next_message_at",),
                name="assignment_message_due",
                condition=Q(next_message_at__isnull=False),
            ),
            # read by questionnaires.actions.closing.close_overdue
            models.Index(fields=("closes_at",), name="assignment_open_until", condition=Q(state="open")),
        )

    def __str__(self) -> str:
        return f"{self.version_id} of {self.participant_id} ({self.state})"

    def is_open(self, at: datetime) -> bool:
        return self.state == self.State.OPEN and self.opens_at <= at < self.closes_at

    def may_be_entered(self, at: datetime, late: timedelta) -> bool:
        """What came on paper or by phone is taken for so long after closing, unless it was handed in already."""
        return self.state != self.State.SUBMITTED and self.opens_at <= at < self.closes_at + late
