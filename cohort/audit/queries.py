"""What people may see of the audit: a participant about themselves, a practice about what left it."""

from typing import TYPE_CHECKING

from cohort.audit.models import Entry

if TYPE_CHECKING:
    from django.db.models import QuerySet

# Acts by which data of a practice's participants become somebody else's to use.
LEAVING = ("participant.enrolled", "record.kept", "summary.printed", "summary.downloaded", "release.included")


def about(study_number: str) -> "QuerySet[Entry]":
    """Every act about this participant, the newest first. Pages show `kind` and `role`, never `actor`."""
    return Entry.objects.filter(subject=f"participant:{study_number}").order_by("-at", "-pk")


def left_practice(*practices: int) -> "QuerySet[Entry]":
    """What left these practices (their keys), the newest first; `detail["count"]` counts a release's participants."""
    return Entry.objects.filter(practice__in=practices, action__in=LEAVING).order_by("-at", "-pk")
