"""The monitor's counts, and when they were taken. They are made anew from time to time, and name nobody."""

from django.db import models
from django.db.models import Q

from cohort.common.privacy import classify


class Tally(models.Model):
    """How many of one value of a dimension reached a stage: those enrolled in one month, or all of them."""

    dimension = models.TextField()
    value = models.TextField()  # the code, or the key of the place; empty where it is not known
    month = models.DateField(null=True)  # first day of the month of enrolment; null: all months
    stage = models.TextField()
    count = models.PositiveIntegerField()
    # As it may be shown; beside the others no small number can be reckoned back (cohort.common.counts.disclosure).
    shown = models.PositiveIntegerField(null=True)
    hidden = models.TextField(default="kept")

    columns = classify(technical="id dimension value month stage count shown hidden")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("dimension", "month", "value", "stage"), nulls_distinct=False, name="tally_once"
            ),
            models.CheckConstraint(
                name="tally_shown_or_hidden",
                condition=Q(hidden="", shown__isnull=False) | Q(hidden__in=("few", "kept"), shown__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.dimension} {self.value} {self.stage}"


class Tallying(models.Model):
    """One row: when the counts were taken, and how long it took."""

    at = models.DateTimeField()
    seconds = models.PositiveIntegerField()

    columns = classify(technical="id at seconds")

    class Meta:
        constraints = (models.CheckConstraint(name="tallying_once", condition=Q(id=1)),)

    def __str__(self) -> str:
        return f"tallied at {self.at}"
