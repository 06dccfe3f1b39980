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


class Region(models.Model):
    """A region as it is called between two dates; reference data, never an enum in code."""

    name = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    columns = classify(technical="id name starts_on ends_on")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("name", "starts_on"), name="region_once"),
            models.CheckConstraint(
                name="region_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Practice(models.Model):
    """A practice: one contract with the region, known by its provider number (ydernummer, six digits)."""

    name = models.TextField(_("name"))
    provider_number = models.CharField(_("provider number"), max_length=6, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    phone = models.TextField(_("phone"), blank=True)

    columns = classify(technical="id name provider_number region phone")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="practice_provider_number_six_digits", condition=Q(provider_number__regex=r"^\d{6}$")
            ),
        )

    def __str__(self) -> str:
        return self.name

    def is_within(self, extent: Extent, holder: Holder) -> bool:
        """Whether this practice lies within that extent of the holder (cohort.accounts.permissions.may)."""
        if extent is not Extent.PRACTICE or not isinstance(holder, AbstractBaseUser):
            return extent is Extent.STUDY
        return self.memberships.valid_on(clock.today()).filter(user_id=holder.pk).exists()


class MembershipQuerySet(models.QuerySet["Membership"]):
    def valid_on(self, day: date) -> "MembershipQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class Membership(models.Model):
    """One person working in one practice from a day until (not including) another."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="memberships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    columns = classify(technical="id user practice starts_on ends_on")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "practice", "starts_on"), name="membership_once"),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} in {self.practice_id}"
