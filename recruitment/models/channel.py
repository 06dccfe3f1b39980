"""Channels: the ways in that are counted, each with a short address of its own on what hangs and lies around."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohort.accounts.permissions import may
from cohort.common import clock
from cohort.common.privacy import classify
from cohort.common.tokens import new_code
from cohort.members.models import Membership, Participant, Practice

if TYPE_CHECKING:
    from cohort.accounts.models import User

KINDS = (
    *("consultation", "waiting_room", "exercise_club", "club_board", "patient_association", "physiotherapist"),
    *("chiropractor", "osteopath", "reflexologist", "pain_clinic", "gym", "shop_poster", "social_media", "other"),
)


class ChannelQuerySet(models.QuerySet["Channel"]):
    def visible_to(self, user: "User") -> "ChannelQuerySet":
        """All of them for the study office, those of their practices for who works there; nobody else's exist."""
        if may(user, "channel.manage"):
            return self.all()
        if not may(user, "participant.enrol"):
            return self.none()
        practices = Membership.objects.valid_on(clock.today()).filter(user=user).values("practice")
        return self.filter(practice__in=practices)

    def in_use(self) -> "ChannelQuerySet":
        return self.filter(ended_at__isnull=True)

    def with_code(self, code: str) -> "Channel | None":
        """The one in use with this code, for whoever reaches it; one that has ended looks like one that never was."""
        return self.in_use().select_related("practice").filter(code=code).first()


class Channel(models.Model):
    """One place or occasion where people hear of the study; R16's list of kinds."""

    class Kind(models.TextChoices):
        CONSULTATION = "consultation", _("Consultation")
        WAITING_ROOM = "waiting_room", _("Waiting room")
        EXERCISE_CLUB = "exercise_club", _("Exercise club")
        CLUB_BOARD = "club_board", _("Club board or joint event")
        PATIENT_ASSOCIATION = "patient_association", _("Patient association")
        PHYSIOTHERAPIST = "physiotherapist", _("Physiotherapist")
        CHIROPRACTOR = "chiropractor", _("Chiropractor")
        OSTEOPATH = "osteopath", _("Osteopath")
        REFLEXOLOGIST = "reflexologist", _("Reflexologist")
        PAIN_CLINIC = "pain_clinic", _("Pain clinic")
        GYM = "gym", _("Gym")
        SHOP_POSTER = "shop_poster", _("Poster in a shop")
        SOCIAL_MEDIA = "social_media", _("Social media")
        OTHER = "other", _("Other")

    kind = models.TextField(_("kind"), choices=Kind)
    name = models.TextField(_("name"), blank=True)  # of the club or place; a practice's own channels have none
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=8, unique=True, default=new_code)  # of the short address
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = ChannelQuerySet.as_manager()

    columns = classify(technical="id kind name practice code created_at ended_at")

    class Meta:
        constraints = (
            models.CheckConstraint(name="channel_kind_known", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(name="channel_says_where", condition=Q(practice__isnull=False) | ~Q(name="")),
            models.CheckConstraint(
                name="channel_in_a_practice",
                condition=~Q(kind__in=("consultation", "waiting_room")) | Q(practice__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("practice", "kind"),
                condition=Q(kind__in=("consultation", "waiting_room"), ended_at__isnull=True),
                name="channel_of_practice_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    @property
    def place(self) -> str:
        """Where it is, by name: the practice's, or the club's or shop's own."""
        return self.practice.name if self.practice else self.name

    @property
    def is_of_practice(self) -> bool:
        """Whether the patient's own practice invites: its waiting room or its consultations."""
        return self.kind in (self.Kind.CONSULTATION, self.Kind.WAITING_ROOM)


class ChannelDay(models.Model):
    """How often a channel's page was opened on a day: a count, of nobody."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    opened = models.PositiveIntegerField(default=0)

    columns = classify(technical="id channel day opened")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("channel", "day"), name="channel_day_once"),)

    def __str__(self) -> str:
        return f"{self.channel_id} on {self.day}"


class Arrival(models.Model):
    """By which channel a participant came in."""

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="arrival")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    columns = classify(pseudonymous="participant channel at", technical="id")

    def __str__(self) -> str:
        return f"{self.participant_id} by {self.channel_id}"
