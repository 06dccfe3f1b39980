"""What the work in the practices takes, counted by the program: for each practice, each cluster, and everybody."""

from django.db import models
from django.db.models import Q

from cohort.common import clock
from cohort.common.privacy import classify
from cohort.members.models import Cluster, Practice

MEASURES = ("approached", "enrolled", "declined", "not_eligible", "enrolment", "reminders", "template")


class WorkloadQuerySet(models.QuerySet["Workload"]):
    def of_everybody(self) -> "WorkloadQuerySet":
        return self.filter(practice=None, cluster=None)


class Workload(models.Model):
    """One figure of one place, made anew by a task; without practice and cluster it is of the whole study.

    A public page reaches no screening log, and no practice reaches another's: this is what they may know of it.
    """

    class Measure(models.TextChoices):
        APPROACHED = "approached"
        ENROLLED = "enrolled"
        DECLINED = "declined"
        NOT_ELIGIBLE = "not_eligible"
        ENROLMENT = "enrolment"  # seconds from opening the page to the QR code
        REMINDERS = "reminders"  # sent to the practice's patients
        TEMPLATE = "template"  # seconds for one record template

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, null=True, related_name="+")
    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, null=True, related_name="+")
    measure = models.TextField(choices=Measure)
    template = models.TextField(blank=True)  # the record template's short name
    since = models.DateField(null=True)  # None: from the beginning
    count = models.PositiveIntegerField()  # how many there were; for seconds, how many were measured
    median_seconds = models.FloatField(null=True)
    refreshed_at = models.DateTimeField(default=clock.now)

    objects = WorkloadQuerySet.as_manager()

    columns = classify(technical="id practice cluster measure template since count median_seconds refreshed_at")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("practice", "cluster", "measure", "template", "since"),
                nulls_distinct=False,
                name="workload_once",
            ),
            models.CheckConstraint(name="workload_measure_known", condition=Q(measure__in=MEASURES)),
            models.CheckConstraint(
                name="workload_of_one_place", condition=Q(practice__isnull=True) | Q(cluster__isnull=True)
            ),
            models.CheckConstraint(
                name="workload_template_named",
                condition=Q(measure="template") & ~Q(template="") | ~Q(measure="template") & Q(template=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.measure} {self.count}"
