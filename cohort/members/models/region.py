"""Regions and clusters: what practices belong to. Dated reference data, because regions merge and change names."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cohort.common.privacy import classify
from cohort.common.tokens import new_code


class RegionQuerySet(models.QuerySet["Region"]):
    def valid_on(self, day: date) -> "RegionQuerySet":
        """The regions that there are on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


# `Region.on` for every region at once, WITH RECURSIVE now_called AS (…): each by its key, and what it is on that day.
NOW_CALLED = """
    SELECT id, id AS region FROM members_region WHERE successor_id IS NULL OR ends_on > %(day)s
    UNION ALL
    SELECT r.id, n.region FROM members_region r JOIN now_called n ON n.id = r.successor_id WHERE r.ends_on <= %(day)s
"""


class Region(models.Model):
    """A region as it is called from a day until (not including) another; reference data, never an enum in code."""

    name = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = RegionQuerySet.as_manager()

    columns = classify(technical="id name starts_on ends_on successor")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("name", "starts_on"), name="region_once"),
            models.CheckConstraint(
                name="region_succeeded_when_it_ends",
                condition=Q(successor__isnull=True) | Q(ends_on__isnull=False),
            ),
            models.CheckConstraint(
                name="region_ends_after_start",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def on(self, day: date) -> "Region":
        """What this region is on a day: itself, or what it has become part of by then.

        Backwards there is no telling: of a region that two have become, this is itself before its own first day too.
        """
        region, passed = self, {self.pk}
        while region.ends_on is not None and region.ends_on <= day and region.successor is not None:
            region = region.successor
            if region.pk in passed:
                break
            passed.add(region.pk)
        return region


class Cluster(models.Model):
    """Practices that meet and learn together. What is sent to them goes out in the name of a colleague (R12)."""

    name = models.TextField(_("name"))
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    chair_name = models.TextField(_("chair"), blank=True)
    chair_email = models.EmailField(_("chair's e-mail"), blank=True)
    sender_name = models.TextField(_("colleague who writes"), blank=True)
    sender_email = models.EmailField(_("colleague's e-mail"), blank=True)
    code = models.CharField(max_length=8, unique=True, default=new_code)  # of the sign-up link

    columns = classify(technical="id name region code", staff="chair_name chair_email sender_name sender_email")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name", "region"), name="cluster_once"),)

    def __str__(self) -> str:
        return self.name


class ClusterAddress(models.Model):
    """One address of a cluster's mailing list: where its information goes."""

    cluster = models.ForeignKey(Cluster, on_delete=models.CASCADE, related_name="addresses")
    email = models.EmailField(_("e-mail"))

    columns = classify(technical="id cluster", staff="email")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("cluster", "email"), name="cluster_address_once"),
            models.CheckConstraint(name="cluster_address_lower_case", condition=Q(email=Lower("email"))),
        )

    def __str__(self) -> str:
        return f"address {self.pk} of {self.cluster_id}"
