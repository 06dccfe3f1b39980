"""The screening log: who was asked and what came of it, without saying who they were."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.privacy import classify
from cohort.members.models import Practice

REASONS = (
    "",
    *("no_time", "no_wish", "too_unwell", "data"),
    *("under_18", "not_back", "cannot_answer", "no_shared_language", "other"),
)


class ScreeningEntry(models.Model):
    """One person approached in one practice: the denominator of every recruitment figure."""

    class Outcome(models.TextChoices):
        ENROLLED = "enrolled", _("Enrolled")
        DECLINED = "declined", _("Asked, said no")
        NOT_ELIGIBLE = "not_eligible", _("Not eligible")

    class Reason(models.TextChoices):
        """Why not, in one tap; the first ones a patient's, the last ones a rule's."""

        NO_TIME = "no_time", _("No time")
        NO_WISH = "no_wish", _("Does not want to")
        TOO_UNWELL = "too_unwell", _("Too unwell just now")
        DATA = "data", _("Does not want to share data")
        UNDER_18 = "under_18", _("Under 18")
        NOT_BACK = "not_back", _("Not about the back")
        CANNOT_ANSWER = "cannot_answer", _("Cannot answer, not with help either")
        NO_SHARED_LANGUAGE = "no_shared_language", _("Neither Danish nor English")
        OTHER = "other", _("Other")

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(choices=Outcome)
    reason = models.TextField(choices=Reason, blank=True)
    seconds = models.PositiveSmallIntegerField(null=True)  # from opening the page to done
    at = models.DateTimeField(default=clock.now)

    columns = classify(technical="id practice outcome reason seconds at")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="screening_outcome_known",
                condition=models.Q(outcome__in=("enrolled", "declined", "not_eligible")),
            ),
            models.CheckConstraint(name="screening_reason_known", condition=models.Q(reason__in=REASONS)),
            models.CheckConstraint(
                name="screening_enrolled_without_reason", condition=~models.Q(outcome="enrolled") | models.Q(reason="")
            ),
        )

    def __str__(self) -> str:
        return f"{self.outcome} in {self.practice_id}"
