"""What is done to win practices: whom a cluster was written to or called, the talks, and the links to sign up by."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohort.common import clock
from cohort.common.privacy import classify
from cohort.common.tokens import new_code
from cohort.members.models import Cluster


class ClusterContact(models.Model):
    """One time that a cluster was written to, called or met, and what came of it."""

    class Kind(models.TextChoices):
        PACK = "pack", _("Information sent")
        MAIL = "mail", _("Written to")
        CALL = "call", _("Called")
        MEETING = "meeting", _("Met")

    class Outcome(models.TextChoices):
        NONE = "", _("No answer so far")
        NOT_REACHED = "not_reached", _("Not reached")
        LATER = "later", _("Asked to come back later")
        INTERESTED = "interested", _("Will tell its practices")
        TALK = "talk", _("Wants a talk")
        DECLINED = "declined", _("Said no")

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="contacts")
    kind = models.TextField(_("how"), choices=Kind)
    outcome = models.TextField(_("what came of it"), choices=Outcome, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="da")  # of what was sent
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    columns = classify(technical="id cluster kind outcome language at", staff="by", free_text="note")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="cluster_contact_kind_known", condition=Q(kind__in=("pack", "mail", "call", "meeting"))
            ),
            models.CheckConstraint(
                name="cluster_contact_outcome_known",
                condition=Q(outcome__in=("", "not_reached", "later", "interested", "talk", "declined")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} to {self.cluster_id}"


class Talk(models.Model):
    """One talk for practices: planned, and then held or cancelled (R9)."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, null=True, blank=True, related_name="talks")
    place = models.TextField(_("place"), blank=True)
    day = models.DateField(_("day"))
    speaker = models.TextField(_("speaker"))
    state = models.TextField(choices=State, default=State.PLANNED)
    listeners = models.PositiveSmallIntegerField(_("how many listened"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    columns = classify(technical="id cluster place day state listeners", staff="speaker", free_text="note")

    class Meta:
        constraints = (
            models.CheckConstraint(name="talk_state_known", condition=Q(state__in=("planned", "held", "cancelled"))),
            models.CheckConstraint(name="talk_somewhere", condition=Q(cluster__isnull=False) | ~Q(place="")),
            models.CheckConstraint(name="talk_heard_when_held", condition=Q(state="held") | Q(listeners__isnull=True)),
        )

    def __str__(self) -> str:
        return f"talk on {self.day} ({self.state})"


class SignUpLink(models.Model):
    """A way for practices to sign up that belongs to no cluster, such as a group of doctors on Facebook (R11)."""

    name = models.TextField(_("name"))  # of the group or place
    sender_name = models.TextField(_("colleague who invites"))
    code = models.CharField(max_length=8, unique=True, default=new_code)
    created_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    columns = classify(technical="id name code created_at ended_at", staff="sender_name")

    class Meta:
        constraints = (models.CheckConstraint(name="sign_up_link_named", condition=~Q(name="") & ~Q(sender_name="")),)

    def __str__(self) -> str:
        return f"sign-up link {self.code}"


class SignUpDay(models.Model):
    """How often the sign-up page of a code, a cluster's or a link's, was opened on a day: a count, of nobody."""

    code = models.CharField(max_length=8)
    day = models.DateField()
    opened = models.PositiveIntegerField(default=0)

    columns = classify(technical="id code day opened")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("code", "day"), name="sign_up_day_once"),)

    def __str__(self) -> str:
        return f"{self.code} on {self.day}"
