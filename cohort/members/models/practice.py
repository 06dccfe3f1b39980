"""Where people are cared for, and who works there when. All of it dated: regions merge, doctors move."""

from datetime import date

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohort.accounts.permissions import Extent, Holder
from cohort.common import clock
from cohort.common.privacy import classify

from .region import Cluster, Region


class PracticeQuerySet(models.QuerySet["Practice"]):
    def unlisted(self) -> "Practice":
        """Where those belong whose practice takes no part or has not confirmed them; set_up makes it."""
        return self.get(provider_number__isnull=True)

    def matching(self, typed: str) -> "PracticeQuerySet":
        """Practices that a patient may mean by these words: each word in the name or the town, or the whole number.

        Nothing typed finds nothing. Those that take part come first.
        """
        words = typed.split()
        found = self.filter(provider_number__isnull=False)
        if not words:
            return found.none()
        if typed.strip().isdecimal():
            return found.filter(provider_number=typed.strip())
        for word in words:
            found = found.filter(Q(name__icontains=word) | Q(town__icontains=word))
        return found.order_by("-takes_part", "name", "pk")


class Practice(models.Model):
    """A practice: one contract with the region, known by its provider number (ydernummer, six digits).

    One row has no number: it stands for no practice, and nobody works there.
    """

    name = models.TextField(_("name"))
    provider_number = models.CharField(_("provider number"), max_length=6, null=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, related_name="+")
    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, null=True, blank=True, related_name="practices")
    phone = models.TextField(_("phone"), blank=True)
    town = models.TextField(_("town"), blank=True)
    takes_part = models.BooleanField(default=True)  # False: known from a list, so that patients can name it

    objects = PracticeQuerySet.as_manager()

    columns = classify(technical="id name provider_number region cluster phone town takes_part")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="practice_provider_number_six_digits", condition=Q(provider_number__regex=r"^\d{6}$")
            ),
            models.CheckConstraint(
                name="practice_listed_has_number_and_region",
                condition=Q(provider_number__isnull=False, region__isnull=False)
                | Q(provider_number__isnull=True, region__isnull=True, takes_part=False),
            ),
            # nulls are alike here: there is one row for no practice
            models.UniqueConstraint(fields=("provider_number",), nulls_distinct=False, name="practice_unlisted_once"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_listed(self) -> bool:
        """Whether this is a practice at all, and not the row that stands for none."""
        return self.provider_number is not None

    def region_on(self, day: date) -> Region | None:
        """The region that this practice lies in on a day: regions merge, and the practice stays where it is."""
        return self.region.on(day) if self.region is not None else None

    def is_within(self, extent: Extent, holder: Holder) -> bool:
        """Whether this practice lies within that extent of the holder (cohort.accounts.permissions.may)."""
        if extent is not Extent.PRACTICE or not isinstance(holder, AbstractBaseUser):
            return extent is Extent.STUDY
        return self.memberships.valid_on(clock.today()).filter(user_id=holder.pk).exists()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: date) -> "MembershipQuerySet":
        return self.not_over(day).filter(starts_on__lte=day)

    def not_over(self, day: date) -> "MembershipQuerySet":
        """Those that hold on a day, and those that begin later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))


class Membership(models.Model):
    """One person working in one practice from a day until (not including) another.

    A trainee in the last phase works there under a tutor, a doctor of the same practice (R10).
    """

    class Position(models.TextChoices):
        DOCTOR = "doctor", _("Doctor")
        TRAINEE = "trainee", _("Doctor in training, phase 3")
        STAFF = "staff", _("Practice staff")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="memberships")
    position = models.TextField(choices=Position, default=Position.DOCTOR)
    tutor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    columns = classify(technical="id user practice position tutor starts_on ends_on")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "practice", "starts_on"), name="membership_once"),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
            models.CheckConstraint(
                name="membership_position_known", condition=Q(position__in=("doctor", "trainee", "staff"))
            ),
            models.CheckConstraint(
                name="membership_trainee_has_tutor",
                condition=Q(position="trainee", tutor__isnull=False) & ~Q(tutor=F("user"))
                | ~Q(position="trainee") & Q(tutor__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} in {self.practice_id}"
