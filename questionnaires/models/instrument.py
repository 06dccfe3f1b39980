"""Instruments and their frozen versions. Person-free: nothing here knows who answers."""

from functools import lru_cache

from django.db import models

from cohort.common import clock
from cohort.common.privacy import classify
from questionnaires.definition.load import from_document
from questionnaires.definition.schema import Definition


class Instrument(models.Model):
    class Kind(models.TextChoices):
        PATIENT = "patient"
        CLINICIAN = "clinician"
        DIARY = "diary"
        INTERVIEW = "interview"

    slug = models.SlugField(unique=True)
    kind = models.TextField(choices=Kind)

    columns = classify(technical="id slug kind")

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="instrument_kind_known",
                condition=models.Q(kind__in=("patient", "clinician", "diary", "interview")),
            ),
        )

    def __str__(self) -> str:
        return self.slug


class VersionQuerySet(models.QuerySet["Version"]):
    def current(self, slug: str) -> "Version":
        """The newest published version of an instrument. Raises Version.DoesNotExist when there is none."""
        return self.select_related("instrument").filter(instrument__slug=slug).latest("number")

    def newest(self) -> "VersionQuerySet":
        """The newest published version of each instrument."""
        return self.order_by("instrument", "-number").distinct("instrument").select_related("instrument")


class Version(models.Model):
    """A frozen edition of an instrument. The database refuses to change it; a correction is a new number."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()  # the definition as checked by questionnaires.definition.schema
    checksum = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=clock.now)

    objects = VersionQuerySet.as_manager()

    packs_stamp: str | None = None  # the state of the wording packs, where the statement that read this brought it

    columns = classify(technical="id instrument number content checksum published_at")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("instrument", "number"), name="version_number_once"),
            models.UniqueConstraint(fields=("instrument", "checksum"), name="version_content_once"),
        )

    def __str__(self) -> str:
        return f"{self.instrument.slug} {self.number}"

    @property
    def definition(self) -> Definition:
        """The parsed definition, kept in process memory: a published version never changes."""
        return definition_of(self.checksum, self.pk)


@lru_cache(maxsize=256)
def definition_of(checksum: str, pk: int) -> Definition:
    """The definition of the version with that key, which has that checksum; read once in each process."""
    return from_document(Version.objects.values_list("content", flat=True).get(pk=pk), checksum)
