"""Pain from 0 to 10, averaged by the person over the last 7 days. The answer is the score: no row is made of it."""

from decimal import Decimal

LOWEST, HIGHEST = 0, 10
RECOVERED_AT_MOST = 0


def band(pain: Decimal | None) -> str:
    """recovered at 0, else pain; empty without an answer.

    Missing: there is nothing to make up for a single answer. Change: `THRESHOLDS["nrs"]`.
    Raises ValueError for pain outside 0-10.
    Source: Ostelo 2008, Spine 33:90, for change.
    """
    if pain is None:
        return ""
    if not LOWEST <= pain <= HIGHEST:
        raise ValueError(f"pain is 0 to 10, not {pain}")
    return "recovered" if pain <= RECOVERED_AT_MOST else "pain"
