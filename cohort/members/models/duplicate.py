"""Two participants who may be one person: found by their hashes, decided by a person of the study office."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.privacy import classify

from .participant import Participant


class DuplicateQuerySet(models.QuerySet["Duplicate"]):
    def to_decide(self) -> "DuplicateQuerySet":
        """Those that nobody has looked at, the oldest first."""
        return self.filter(state=Duplicate.State.OPEN).order_by("found_at", "pk")


class Duplicate(models.Model):
    """A pair, the earlier number first, with what the two have in common."""

    class State(models.TextChoices):
        OPEN = "open", _("To be decided")
        TWO_PEOPLE = "two_people", _("Two people")
        MERGED = "merged", _("The same person")

    class Likeness(models.TextChoices):
        NAME = "name", _("Name and birth date")
        INBOX = "inbox", _("E-mail address")
        NUMBER = "number", _("Telephone number")

    first = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    alike = models.TextField()  # one or more likenesses, with blanks between them
    state = models.TextField(choices=State, default=State.OPEN)
    found_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = DuplicateQuerySet.as_manager()

    columns = classify(pseudonymous="first second alike state found_at decided_at", technical="id", staff="decided_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("first", "second"), name="duplicate_pair_once"),
            models.CheckConstraint(name="duplicate_earlier_first", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="duplicate_state_known", condition=Q(state__in=("open", "two_people", "merged"))
            ),
            models.CheckConstraint(
                name="duplicate_decided_by_somebody",
                condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.first_id} and {self.second_id}: {self.state}"

    @property
    def likenesses(self) -> list[str]:
        """In words, in the active language."""
        return [str(self.Likeness(code).label) for code in self.alike.split()]
