"""Episodes of back pain, and the dated things that happen in them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohort.common.privacy import classify
from cohort.members.models import Participant


class Episode(models.Model):
    """One course of back pain. A participant has at most one that is open."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="episodes")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    columns = classify(pseudonymous="participant started_on ended_on", technical="id")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("participant",), condition=Q(ended_on__isnull=True), name="episode_one_open"
            ),
            models.CheckConstraint(
                name="episode_ends_after_start",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
        )

    def __str__(self) -> str:
        return f"episode of {self.participant_id} from {self.started_on}"


class Event(models.Model):
    """A contact, test, treatment, diagnosis or sick leave, coded by the item and option it was ticked under."""

    class Kind(models.TextChoices):
        CONTACT = "contact", _("Contact")
        TEST = "test", _("Test")
        TREATMENT = "treatment", _("Treatment")
        DIAGNOSIS = "diagnosis", _("Diagnosis")
        SICK_LEAVE = "sick_leave", _("Sick leave")

    episode = models.ForeignKey(Episode, on_delete=models.CASCADE, related_name="events")
    kind = models.TextField(choices=Kind)
    code = models.TextField()  # option code of the item named in `item`
    item = models.TextField()  # item id of the instrument the event was read from
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    source = models.TextField()  # "record:<response uuid>"

    columns = classify(pseudonymous="episode kind code item starts_on ends_on", technical="id source")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("source", "item", "code"), name="event_source_once"),
            models.CheckConstraint(
                name="event_kind_known",
                condition=Q(kind__in=("contact", "test", "treatment", "diagnosis", "sick_leave")),
            ),
            models.CheckConstraint(
                name="event_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code} on {self.starts_on}"
