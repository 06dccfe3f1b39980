"""Who a participant is and how to reach them: the one table that identifies, sealed field by field."""

import re
from datetime import date

from django.db import models
from django.db.models import Q

from cohort.common.fields import SealedTextField
from cohort.common.privacy import classify
from cohort.common.sealing import lookup_hash
from cohort.members import typed

from .participant import Participant

HASHES = ("email_key", "mobile_key", "cpr_key", "name_key", "inbox_key", "number_key")


class ContactDetails(models.Model):
    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="contact")
    name = SealedTextField()
    birth_date = SealedTextField()  # ISO date
    email = SealedTextField(blank=True)
    mobile = SealedTextField(blank=True)
    phone = SealedTextField(blank=True)  # one that takes no messages
    address = SealedTextField(blank=True)  # where paper goes
    cpr = SealedTextField(blank=True)  # ten digits
    # The same birth date with the same address or number is the same person; a couple may share an inbox.
    # So is the same personal number, which says the birth date itself.
    email_key = models.CharField(max_length=64, null=True, unique=True)
    mobile_key = models.CharField(max_length=64, null=True, unique=True)
    cpr_key = models.CharField(max_length=64, null=True, unique=True)
    # Alike in one of these may be the same person twice, or a couple: people look, nothing is refused.
    name_key = models.CharField(max_length=64, null=True, db_index=True)  # first and last name, and birth date
    inbox_key = models.CharField(max_length=64, null=True, db_index=True)
    number_key = models.CharField(max_length=64, null=True, db_index=True)

    columns = classify(
        identifying="name birth_date email mobile phone address cpr",
        pseudonymous="participant",
        technical="id",
        access="email_key mobile_key cpr_key name_key inbox_key number_key",
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="contact_reachable",
                condition=Q(email_key__isnull=False) | Q(mobile_key__isnull=False) | ~Q(phone="") | ~Q(address=""),
            ),
        )

    def __str__(self) -> str:
        return f"contact details of {self.participant_id}"

    def save(self, *args: object, **kwargs: object) -> None:
        self.set_keys()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def set_keys(self) -> None:
        """Make the lookup hashes anew; `save` does, and whoever adds the row without it."""
        for field, key in self.keys().items():
            setattr(self, field, key)

    def keys(self) -> dict[str, str | None]:
        """The lookup hashes as they should be, by field."""
        day = date.fromisoformat(self.birth_date)
        return {
            "email_key": self.key("email", self.email, day),
            "mobile_key": self.key("mobile", self.mobile, day),
            "cpr_key": self.key_of_cpr(self.cpr),
            "name_key": self.key("name", typed.called(self.name), day),
            "inbox_key": lookup_hash("inbox", self.email) if self.email else None,
            "number_key": lookup_hash("number", number) if (number := self._number()) else None,
        }

    def _number(self) -> str:
        """The mobile number, or the telephone's written alike, or with the words beside it as they were typed."""
        return self.mobile or typed.read_mobile(self.phone) or self.phone

    @staticmethod
    def key(purpose: str, address: str, birth_date: date, *, secret: str = "") -> str | None:
        """Lookup hash of an address (purpose "email" or "mobile") with a birth date; None without an address."""
        return lookup_hash(purpose, address, birth_date.isoformat(), secret=secret) if address else None

    @staticmethod
    def key_of_cpr(cpr: str, *, secret: str = "") -> str | None:
        """Lookup hash of a personal number's digits, however it is written; None without a number."""
        digits = "".join(re.findall(r"[0-9]", cpr))
        return lookup_hash("cpr", digits, secret=secret) if digits else None
