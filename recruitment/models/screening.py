"""The screening log: who was asked and what came of it, without saying who they were."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.privacy import classify
from cohort.members.models import Practice


class ScreeningEntry(models.Model):
    """One person approached in one practice: the denominator of every recruitment figure."""

    class Outcome(models.TextChoices):
        ENROLLED = "enrolled", _("Enrolled")
        DECLINED = "declined", _("Asked, said no")
        NOT_ELIGIBLE = "not_eligible", _("Not eligible")

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(choices=Outcome)
    at = models.DateTimeField(default=clock.now)

    columns = classify(technical="id practice outcome at")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="screening_outcome_known",
                condition=models.Q(outcome__in=("enrolled", "declined", "not_eligible")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome} in {self.practice_id}"
