"""What a doctor is asked once a year about their own work: who answered, and when they are to be asked again."""

import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Max, Q

from cohort.accounts.models import User
from cohort.common.clock import COPENHAGEN
from cohort.common.privacy import classify

from .instrument import Version
from .response import Response

INSTRUMENT = "gp_practice"


class StaffSurveyQuerySet(models.QuerySet["StaffSurvey"]):
    def answered_until(self, user: User) -> date | None:
        """The day on which the latest answers are a year old, and the questions come again; None without answers."""
        return _a_year_on(self.filter(user=user).aggregate(at=Max("answered_at"))["at"])

    def asks(self, user: User, on: date) -> bool:
        """Whether the questions are to be offered: neither answered within a year nor put off beyond that day."""
        last = self.filter(user=user).aggregate(at=Max("answered_at"), put_off=Max("put_off_until"))
        return all(until is None or until <= on for until in (_a_year_on(last["at"]), last["put_off"]))


class StaffSurvey(models.Model):
    """One year of one doctor: the answers, or until when they were put off. It hangs on no participant.

    `code` is the doctor's name in releases: drawn at random, the same from year to year, and leading to no practice.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()  # in Copenhagen
    code = models.UUIDField(default=uuid.uuid4)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    response = models.OneToOneField(Response, on_delete=models.PROTECT, null=True, related_name="staff_survey")
    answered_at = models.DateTimeField(null=True)
    put_off_until = models.DateField(null=True)

    objects = StaffSurveyQuerySet.as_manager()

    columns = classify(
        pseudonymous="year code response answered_at put_off_until",
        technical="id version",
        staff="user",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "year"), name="staff_survey_once_a_year"),
            models.CheckConstraint(
                name="staff_survey_answered_or_put_off",
                condition=Q(version__isnull=False, response__isnull=False, answered_at__isnull=False)
                | Q(
                    version__isnull=True,
                    response__isnull=True,
                    answered_at__isnull=True,
                    put_off_until__isnull=False,
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} of {self.user_id}"


def _a_year_on(at: datetime | None) -> date | None:
    """The same day of the next year, in Copenhagen; after a 29 February the 1 March."""
    if at is None:
        return None
    day = at.astimezone(COPENHAGEN).date()
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
