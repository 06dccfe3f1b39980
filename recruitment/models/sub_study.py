"""Sub-studies: whom they look for, as rules that are data, and who was found to fit."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.privacy import classify
from cohort.members.models import Participant


class SubStudy(models.Model):
    """One sub-study: written as a draft, tried on those enrolled before, switched on, and ended for good."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ON = "on", _("Switched on")
        ENDED = "ended", _("Ended")

    name_da = models.TextField(_("name in Danish"), unique=True)
    name_en = models.TextField(_("name in English"))
    rules = models.JSONField(default=list)  # recruitment.substudies.rules
    state = models.TextField(choices=State, default=State.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    switched_on_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    switched_on_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    columns = classify(
        technical="id name_da name_en rules state made_at switched_on_at ended_at",
        staff="made_by switched_on_by ended_by",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(name="sub_study_state_known", condition=Q(state__in=("draft", "on", "ended"))),
            models.CheckConstraint(
                name="sub_study_switched_on_by_somebody",
                condition=Q(switched_on_by__isnull=True, switched_on_at__isnull=True)
                | Q(switched_on_by__isnull=False, switched_on_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sub_study_ended_by_somebody",
                condition=Q(ended_by__isnull=True, ended_at__isnull=True)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="sub_study_state_has_its_moment",
                condition=Q(state="draft", switched_on_at__isnull=True, ended_at__isnull=True)
                | Q(state="on", switched_on_at__isnull=False, ended_at__isnull=True)
                | Q(state="ended", ended_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name_da


class SubStudyMatch(models.Model):
    """Somebody who fits a sub-study that is on, since when."""

    sub_study = models.ForeignKey(SubStudy, on_delete=models.CASCADE, related_name="matches")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    columns = classify(pseudonymous="sub_study participant at", technical="id")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("participant", "sub_study"), name="sub_study_match_once"),)

    def __str__(self) -> str:
        return f"{self.participant_id} fits {self.sub_study_id}"
