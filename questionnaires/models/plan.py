"""The plan (which instruments when) as rows, and each participant's dated occasions in it."""

from django.db import models
from django.db.models import F, Q

from cohort.common.privacy import classify
from cohort.members.models import Participant

from .instrument import Instrument


class Plan(models.Model):
    """One edition of the follow-up schedule. The newest is followed by whoever consents from then on."""

    slug = models.SlugField()
    number = models.PositiveSmallIntegerField()
    checksum = models.CharField(max_length=64)

    columns = classify(technical="id slug number checksum")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("slug", "number"), name="plan_number_once"),)

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"


class Wave(models.Model):
    """A named time point of a plan: so many days after enrolment, open so long, reminded on these days."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="waves")
    slug = models.SlugField()
    name = models.JSONField()  # {"da": …, "en": …}
    offset_days = models.PositiveSmallIntegerField()
    window_days = models.PositiveSmallIntegerField()
    reminder_days = models.JSONField(default=list)  # days after opening, ascending, such as [4, 9, 16]

    columns = classify(technical="id plan slug name offset_days window_days reminder_days")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("plan", "slug"), name="wave_once"),
            models.CheckConstraint(name="wave_window_not_empty", condition=Q(window_days__gt=0)),
        )

    def __str__(self) -> str:
        return self.slug


class WaveInstrument(models.Model):
    """An instrument due in a wave, in this order."""

    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="instruments")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    columns = classify(technical="id wave instrument position")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("wave", "instrument"), name="wave_instrument_once"),)

    def __str__(self) -> str:
        return f"{self.wave_id}/{self.instrument_id}"


class Occasion(models.Model):
    """One dated time point of one participant, with the window in which it can be answered."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="occasions")
    wave = models.ForeignKey(Wave, on_delete=models.PROTECT, related_name="+")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    columns = classify(pseudonymous="participant wave opens_at closes_at", technical="id")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("participant", "wave"), name="occasion_once"),
            models.CheckConstraint(name="occasion_closes_after_opening", condition=Q(closes_at__gt=F("opens_at"))),
        )

    def __str__(self) -> str:
        return f"{self.wave_id} of {self.participant_id}"
