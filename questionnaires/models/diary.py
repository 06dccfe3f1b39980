"""Diaries: who keeps one, daily or weekly, since when, and whether it rests."""

from django.db import models
from django.db.models import F, Q

from cohort.common import clock
from cohort.common.privacy import classify
from cohort.members.models import Participant

from .instrument import Instrument


class Diary(models.Model):
    """One participant keeping one diary instrument. Taken up again after a stop it is the same diary.

    So a day has one place however often somebody stops and begins; when they did is in the audit.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="diaries")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=clock.now)
    stopped_at = models.DateTimeField(null=True)
    ask_again_on = models.DateField()  # from this day on the page asks whether to go on

    columns = classify(pseudonymous="participant begun_at stopped_at ask_again_on", technical="id instrument")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("participant", "instrument"), name="diary_once"),
            models.CheckConstraint(
                name="diary_stops_after_beginning",
                condition=Q(stopped_at__isnull=True) | Q(stopped_at__gte=F("begun_at")),
            ),
        )

    def __str__(self) -> str:
        return f"diary {self.instrument_id} of {self.participant_id}"

    @property
    def is_kept(self) -> bool:
        """Whether it is being written; a diary that rests can be taken up again."""
        return self.stopped_at is None
