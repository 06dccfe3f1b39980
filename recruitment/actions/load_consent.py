"""Putting the shipped consent texts into the database."""

from pathlib import Path

from django.db import transaction

from cohort.audit.actions import record
from cohort.members.models import ConsentText
from recruitment.consent import text

SHIPPED = Path(__file__).resolve().parent.parent / "content" / "consent"  # one file for each number
LOADER = "system:set_up"


class ConsentTextChanged(ValueError):
    """A consent text that people may have answered was edited in place instead of getting a new number."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Consent text {number} is in the database with other words. A text that people may have answered "
            f"never changes: give the new wording the number {number + 1} and its own valid_from."
        )


def load_shipped(folder: Path = SHIPPED) -> list[ConsentText]:
    """Insert the texts of that folder that are not there already, the first number first; safe to run again.

    Raises DefinitionError for a file that is no consent text, ConsentTextChanged for a known number with
    other content.
    """
    texts = [text.read(path.read_text(encoding="utf-8"), path.name) for path in folder.glob("*.yaml")]
    return [load(one) for one in sorted(texts, key=lambda one: one.number)]


@transaction.atomic
def load(consent: text.Consent) -> ConsentText:
    """The row of this text, inserted if it is new. Raises ConsentTextChanged."""
    checksum = text.checksum(consent)
    row, added = ConsentText.objects.get_or_create(
        number=consent.number,
        defaults={
            "valid_from": consent.valid_from,
            "content": text.to_document(consent),
            "checksum": checksum,
            "later_in": {language: day.isoformat() for language, day in consent.later_in.items()},
            "concerns": list(consent.concerns),
            "answer_by": consent.answer_by,
        },
    )
    if row.checksum != checksum:
        raise ConsentTextChanged(consent.number)
    if added:
        record(
            by=LOADER,
            action="consent_text.published",
            subject=f"consent_text:{consent.number}",
            checksum=checksum,
        )
    return row
