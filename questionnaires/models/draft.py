"""Drafts of instruments, why their warnings stay, and what the board says of them. Person-free: nobody answers here."""

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import Q

from cohort.common import clock
from cohort.common.privacy import classify

from .instrument import Version


def text_checksum(text: str) -> str:
    """SHA-256 of the text as it stands; what a sign-off and a review link are tied to."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


class Draft(models.Model):
    """One instrument on its way: its YAML text, changed until it is published or set aside."""

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        SET_ASIDE = "set_aside"

    slug = models.SlugField()
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    checksum = models.CharField(max_length=64)  # of the text
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)
    state = models.TextField(choices=State, default=State.DRAFT)
    version = models.OneToOneField(Version, on_delete=models.PROTECT, null=True, related_name="draft")

    columns = classify(technical="id slug number text checksum uploaded_at state version", staff="uploaded_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("slug", "number"), name="draft_open_once", condition=Q(state="draft")),
            models.CheckConstraint(
                name="draft_state_known", condition=Q(state__in=("draft", "published", "set_aside"))
            ),
            models.CheckConstraint(
                name="draft_published_has_version",
                condition=Q(state="published", version__isnull=False)
                | (~Q(state="published") & Q(version__isnull=True)),
            ),
            models.CheckConstraint(name="draft_number_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(name="draft_checksum_whole", condition=Q(checksum__regex="^[0-9a-f]{64}$")),
        )

    def __str__(self) -> str:
        return f"{self.slug} {self.number}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.DRAFT


class Reason(models.Model):
    """Why a warning stays. It counts for the finding of that mark: another finding wants a reason of its own."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="reasons")
    mark = models.CharField(max_length=64)  # of the finding
    finding = models.TextField()  # as the report says it
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    columns = classify(technical="id draft mark finding text written_at", staff="written_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("draft", "mark"), name="reason_once"),
            models.CheckConstraint(name="reason_says_why", condition=Q(text__regex=r"\S.{13,}\S")),
        )

    def __str__(self) -> str:
        return f"{self.draft_id} {self.mark[:8]}"


class SignOff(models.Model):
    """What one member of the board says of one text. Never changed: a new word is a new row, a new text a new round."""

    class Role(models.TextChoices):
        PATIENT = "patient"
        GP = "gp"
        PHYSIOTHERAPIST = "physiotherapist"
        CHIROPRACTOR = "chiropractor"
        RESEARCHER = "researcher"
        PRACTICE_CONSULTANT = "practice_consultant"

    class Decision(models.TextChoices):
        YES = "yes"
        REMARKS = "remarks"
        NOT_YET = "not_yet"

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="sign_offs")
    checksum = models.CharField(max_length=64)  # of the text that was read
    role = models.TextField(choices=Role)
    decision = models.TextField(choices=Decision)
    remark = models.TextField(blank=True)
    signed_at = models.DateTimeField(default=clock.now)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    link = models.CharField(max_length=32, blank=True)  # which review link, where the member used one

    columns = classify(
        technical="id draft checksum role decision signed_at link", free_text="remark", staff="recorded_by"
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="sign_off_role_known",
                condition=Q(
                    role__in=("patient", "gp", "physiotherapist", "chiropractor", "researcher", "practice_consultant")
                ),
            ),
            models.CheckConstraint(
                name="sign_off_decision_known", condition=Q(decision__in=("yes", "remarks", "not_yet"))
            ),
            models.CheckConstraint(
                name="sign_off_says_what",
                condition=Q(decision="yes") | Q(remark__regex=r"\S"),
            ),
            models.CheckConstraint(
                name="sign_off_by_somebody_or_by_link",
                condition=Q(recorded_by__isnull=True, link__gt="") | Q(recorded_by__isnull=False, link=""),
            ),
            models.UniqueConstraint(fields=("link",), name="sign_off_link_once", condition=~Q(link="")),
        )

    def __str__(self) -> str:
        return f"{self.role}: {self.decision} ({self.draft_id})"
