"""What people may see of the audit: a participant about themselves, a practice about what left it."""

from typing import TYPE_CHECKING

from django.db.models import Q

from cohort.audit.acts import INSIDE, LEAVING, LEAVING_WITH_OTHERS
from cohort.audit.models import Entry

if TYPE_CHECKING:
    from django.db.models import QuerySet

LEFT = Q(action__in=LEAVING) | (
    Q(action__in=LEAVING_WITH_OTHERS, actor__startswith="user:")
    & (Q(detail__role__isnull=True) | ~Q(detail__role__in=INSIDE))
)


def about(study_number: str) -> "QuerySet[Entry]":
    """Every act about this participant, the newest first. Pages show `kind` and `role`, never `actor`."""
    return Entry.objects.filter(subject=f"participant:{study_number}").order_by("-at", "-pk")


def left_practice(*practices: int) -> "QuerySet[Entry]":
    """What left these practices (their keys), the newest first; `detail["count"]` counts a release's participants."""
    return Entry.objects.filter(LEFT, practice__in=practices).order_by("-at", "-pk")
