"""The places of care: reference data that the study office keeps."""

from django.db import transaction

from cohort.members.models import Practice

UNLISTED = "–"


@transaction.atomic
def keep_unlisted() -> Practice:
    """The one row that stands for no practice; safe to run again."""
    practice, _made = Practice.objects.get_or_create(
        provider_number=None, defaults={"name": UNLISTED, "takes_part": False}
    )
    return practice
