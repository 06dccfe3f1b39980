"""A participant: a study number and what is needed to follow it. Who the person is stands in contact details."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohort.accounts.permissions import Bearer, Extent, Holder, extent_of
from cohort.common import clock
from cohort.common.privacy import classify
from cohort.common.study_number import PATTERN, new_study_number

from .consent import Consent, Scope
from .practice import Membership, Practice

if TYPE_CHECKING:
    from cohort.accounts.models import User


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, user: "User") -> "ParticipantQuerySet":
        """Participants within the user's extent. Everybody else's do not exist.

        Nor do those whose contact details are gone: who they were is not known any more. Nor numbers that were given
        up because the same person has another one.
        """
        known = self.filter(contact__isnull=False, merged_into__isnull=True)
        match extent_of(user):
            case Extent.STUDY:
                return known
            case Extent.INTERVIEWS:
                return known.consenting(Scope.INTERVIEWS)
            case Extent.PRACTICE:
                practices = Membership.objects.valid_on(clock.today()).filter(user=user).values("practice")
                return known.filter(practice__in=practices)
        return self.none()

    def consenting(self, scope: Scope) -> "ParticipantQuerySet":
        """Participants whose latest decision on `scope` is yes: the consent gate for many."""
        return self.filter(pk__in=Consent.objects.filter(scope=scope, granted=True).values("participant"))


class Participant(models.Model):
    class Way(models.TextChoices):
        """How somebody takes part: on their own phone or computer, or with the study office by phone and paper."""

        ONLINE = "online", _("On a phone or computer")
        OFFICE = "office", _("By phone and paper")

    study_number = models.CharField(max_length=10, unique=True, default=new_study_number, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="participants")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="da")
    birth_year = models.PositiveSmallIntegerField()
    enrolled_at = models.DateTimeField(default=clock.now)
    # None: they signed up themselves
    enrolled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    way = models.TextField(choices=Way, default=Way.ONLINE)
    # The same person under another number: nothing is sent or shown under this one any more
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    merged_at = models.DateTimeField(null=True)

    objects = ParticipantQuerySet.as_manager()

    columns = classify(
        pseudonymous="study_number practice language birth_year enrolled_at way merged_into merged_at",
        technical="id",
        staff="enrolled_by",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="participant_study_number_shape", condition=Q(study_number__regex=f"^{PATTERN}$")
            ),
            models.CheckConstraint(name="participant_language_known", condition=Q(language__in=("da", "en"))),
            models.CheckConstraint(name="participant_way_known", condition=Q(way__in=("online", "office"))),
            models.CheckConstraint(
                name="participant_merged_at_a_moment",
                condition=Q(merged_into__isnull=True, merged_at__isnull=True)
                | Q(merged_into__isnull=False, merged_at__isnull=False) & ~Q(merged_into=models.F("id")),
            ),
        )

    def __str__(self) -> str:
        return self.study_number

    @property
    def has_practice(self) -> bool:
        """Whether a practice takes part with this person; false for who signed up and is not confirmed (R17)."""
        return self.practice.is_listed

    @property
    def actor(self) -> str:
        """How the audit and the outbox name this person."""
        return f"participant:{self.study_number}"

    def is_within(self, extent: Extent, holder: Holder) -> bool:
        """Whether this participant lies within that extent of the holder (cohort.accounts.permissions.may)."""
        match extent:
            case Extent.SELF:
                return isinstance(holder, Bearer) and holder.participant == self.pk
            case Extent.PRACTICE:
                return self.practice.is_within(extent, holder)
            case Extent.INTERVIEWS:
                return self.allows(Scope.INTERVIEWS)
        return extent is Extent.STUDY

    def decided(self) -> dict[str, bool]:
        """The latest decision on each scope that was decided on: what stands."""
        return dict(self.consents.values_list("scope", "granted"))

    def allows(self, scope: Scope) -> bool:
        """The consent gate for one person: is the latest decision on this scope a yes?"""
        return self.decided().get(scope, False)
