"""Patient-Specific Functional Scale: how well the person manages activities of their own choice."""

from collections.abc import Sequence
from decimal import Decimal

VERSION = "psfs/1"
MOST_ACTIVITIES = 5


def psfs(activities: Sequence[int | None]) -> Decimal | None:
    """Mean of the rated activities.

    Rule: the mean of those rated. Range: 0 (cannot) to 10 (fully able); unit: points; high is better.
    Missing: one rated activity is enough; none gives null.
    Raises ValueError for more than five activities, or a rating outside 0-10.
    Source: Stratford 1995, Physiother Can 47:258.
    """
    if len(activities) > MOST_ACTIVITIES:
        raise ValueError(f"PSFS has at most 5 activities, not {len(activities)}")
    rated = [rating for rating in activities if rating is not None]
    if any(not 0 <= rating <= 10 for rating in rated):
        raise ValueError("PSFS ratings are 0 to 10")
    return Decimal(sum(rated)) / len(rated) if rated else None
