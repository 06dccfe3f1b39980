"""Wording packs: the licensed words of an instrument in one language, uploaded and never shipped. Person-free."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

from cohort.common import clock
from cohort.common.privacy import classify
from questionnaires.definition.packs import Pack

# What stands in columns of its own and stays when the words go; all else of a pack is its words.
ABOUT = (
    *("instrument", "version", "language", "translator", "licence", "holder"),
    *("valid_from", "valid_to", "channels", "rmdq_mode", "rmdq_items"),
)


class WordingPackQuerySet(models.QuerySet["WordingPack"]):
    def in_force(self) -> "WordingPackQuerySet":
        """Not ended by anybody, whatever their days, in the order in which later ones replace earlier ones."""
        return self.filter(ended_at__isnull=True).order_by("valid_from", "pk")


class WordingPack(models.Model):
    """One uploaded pack. The database lets it be ended, its words be deleted, and nothing else be changed."""

    class Channel(models.TextChoices):
        WEB = "web"
        PAPER = "paper"
        PHONE = "phone"

    instrument = models.TextField()  # as items name it: "rmdq"
    version = models.TextField()
    language = models.CharField(max_length=2)
    translator = models.TextField()
    licence = models.TextField()
    holder = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # the last day; null: none
    channels = models.JSONField()  # a list of Channel
    rmdq_mode = models.TextField(blank=True)
    rmdq_items = models.PositiveSmallIntegerField(null=True)
    content = models.JSONField()  # the words; {} when they were deleted
    checksum = models.CharField(max_length=64)
    uploaded_by = models.TextField()  # as the audit names people: "user:17"
    uploaded_at = models.DateTimeField(default=clock.now)
    ended_by = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = WordingPackQuerySet.as_manager()

    columns = classify(
        technical="id instrument version language translator licence holder valid_from valid_to channels rmdq_mode"
        " rmdq_items content checksum uploaded_at ended_at",
        staff="uploaded_by ended_by",
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("checksum",), name="wording_pack_once", condition=Q(ended_at__isnull=True)),
            models.CheckConstraint(
                name="wording_pack_valid_to_after_from",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="wording_pack_language_known", condition=Q(language__in=("da", "en"))),
            models.CheckConstraint(
                name="wording_pack_channels_known",
                condition=Q(channels__contained_by=["web", "paper", "phone"]) & ~Q(channels=[]),
            ),
            models.CheckConstraint(
                name="wording_pack_ended_by_and_at",
                condition=Q(ended_by="", ended_at__isnull=True) | (~Q(ended_by="") & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="wording_pack_has_words_until_it_ends", condition=~Q(content={}) | Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(
                name="wording_pack_form_of_rmdq",
                condition=(
                    Q(instrument="rmdq", rmdq_mode__in=("tick", "yes_no"), rmdq_items__in=(23, 24))
                    | (~Q(instrument="rmdq") & Q(rmdq_mode="", rmdq_items__isnull=True))
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.instrument} {self.version} {self.language}"

    @classmethod
    def of(cls, pack: Pack, **more: Any) -> "WordingPack":
        """The row of a pack that was read, not yet saved."""
        document = pack.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        about = {name: getattr(pack, name) for name in ABOUT} | {
            "channels": list(pack.channels),
            "rmdq_mode": pack.rmdq_mode or "",
        }
        return cls(**about, content={name: value for name, value in document.items() if name not in ABOUT}, **more)

    @property
    def pack(self) -> Pack:
        """The pack as it was read. Raises ValueError where the words were deleted."""
        about: Mapping[str, object] = {name: getattr(self, name) for name in ABOUT}
        known = {name: value for name, value in about.items() if value not in (None, "")}
        return Pack.model_validate({**known, **self.content}, strict=False)

    @property
    def has_words(self) -> bool:
        return bool(self.content)

    def is_over(self, day: date) -> bool:
        """Ended by somebody, or past its last day."""
        return self.ended_at is not None or (self.valid_to is not None and self.valid_to < day)
