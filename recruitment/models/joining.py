"""Signing up by oneself: what was typed on the way in, and which practice the person says is theirs."""

from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohort.accounts.permissions import Extent, Holder, extent_of
from cohort.common import clock
from cohort.common.fields import SealedTextField
from cohort.common.privacy import classify
from cohort.members.models import Membership, Participant, Practice, Scope

from .channel import Channel

if TYPE_CHECKING:
    from cohort.accounts.models import User

STATES = ("waiting", "confirmed", "refused", "outside", "alone")


class JoinRequest(models.Model):
    """Somebody signed up: sealed as it was typed, read by the worker alone, and gone once it is taken in.

    The key is made here: the web may add a row and read none, not even the one it has added.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    given = SealedTextField()  # JSON of actions.join.Given

    columns = classify(identifying="given", technical="id channel asked_at")

    def __str__(self) -> str:
        return f"sign-up by {self.channel_id}"


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, user: "User") -> "ClaimQuerySet":
        """Claims on the practices where the user works today. Before its person's consent none is seen: rows.sql."""
        if extent_of(user) is not Extent.PRACTICE:
            return self.none()
        held = Membership.objects.valid_on(clock.today()).filter(user=user)
        return self.filter(practice__in=held.values("practice"))

    def waiting(self) -> "ClaimQuerySet":
        """Not answered by the practice yet, those who have waited longest first."""
        return self.filter(state=Claim.State.WAITING).order_by("asked_at", "pk")

    def to_move(self) -> "ClaimQuerySet":
        """The practice said yes, and the participant, who still takes part, does not belong to it yet."""
        return self._of_those_who_take_part().filter(state=Claim.State.CONFIRMED, moved_at__isnull=True)

    def for_the_office(self) -> "ClaimQuerySet":
        """Of people who take part: the practice takes no part, is not on the list, or said no."""
        open_states = (Claim.State.OUTSIDE, Claim.State.REFUSED)
        return self._of_those_who_take_part().filter(state__in=open_states).order_by("asked_at", "pk")

    def _of_those_who_take_part(self) -> "ClaimQuerySet":
        return self.filter(participant__in=Participant.objects.consenting(Scope.QUESTIONNAIRES))


class Claim(models.Model):
    """Which practice somebody who signed up says is theirs, and what the practice says (R17).

    Name and birth date stand here for the practice's eyes, and only as long as it has not answered.
    """

    class State(models.TextChoices):
        WAITING = "waiting"  # for the practice's answer; shown to it once the person has said yes to the study
        CONFIRMED = "confirmed"
        REFUSED = "refused"
        OUTSIDE = "outside"  # takes no part, or is not on the list
        ALONE = "alone"  # has none, or the office has left it at that

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="claim")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, related_name="+")
    named = SealedTextField(blank=True)  # a practice that is not on the list, in the person's words
    name = SealedTextField(blank=True)
    birth_date = SealedTextField(blank=True)  # ISO date
    state = models.TextField(choices=State)
    asked_at = models.DateTimeField(default=clock.now)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)  # into the practice that said yes

    objects = ClaimQuerySet.as_manager()

    columns = classify(
        identifying="name birth_date named",
        pseudonymous="participant practice state asked_at settled_at moved_at",
        technical="id",
        staff="settled_by",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(name="claim_state_known", condition=Q(state__in=STATES)),
            models.CheckConstraint(
                name="claim_names_its_person_while_it_waits",
                condition=Q(state="waiting") & ~Q(name="") & ~Q(birth_date="")
                | ~Q(state="waiting") & Q(name="", birth_date=""),
            ),
            models.CheckConstraint(
                name="claim_waits_for_a_practice",
                condition=Q(practice__isnull=False) | ~Q(state__in=("waiting", "confirmed", "refused")),
            ),
            models.CheckConstraint(
                name="claim_settled_by_somebody",
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_answered_by_the_practice",
                condition=~Q(state__in=("confirmed", "refused")) | Q(settled_at__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_moved_when_confirmed", condition=Q(moved_at__isnull=True) | Q(state="confirmed")
            ),
        )
        indexes = (
            # read by the tasks, every tick
            models.Index(fields=("settled_at",), name="claim_to_move", condition=Q(state="confirmed", moved_at=None)),
        )

    def __str__(self) -> str:
        return f"claim of {self.participant_id} on {self.practice_id} ({self.state})"

    def is_within(self, extent: Extent, holder: Holder) -> bool:
        """Whether this claim lies within that extent of the holder (cohort.accounts.permissions.may)."""
        return self.practice is not None and self.practice.is_within(extent, holder)
