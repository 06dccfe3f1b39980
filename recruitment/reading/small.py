"""Which counts and medians may be told of others' practices: none that could be about a few people. Pure.

Whoever runs the study may set the three numbers to what their data protection officer asks for.
"""

FEWEST = 8
"""Counts from 1 to one below this are told as "fewer than"."""
STEP = 5
"""Others are rounded to the nearest multiple of this."""
FEWEST_MEASURED = 8
"""A median of fewer measurements is not told."""


def count(exact: int) -> int | None:
    """That count as others may see it; None for one that is too small to tell. None at all is told as 0."""
    if 0 < exact < FEWEST:
        return None
    return (exact + STEP // 2) // STEP * STEP


def median(seconds: float | None, measured: int) -> float | None:
    """That median as others may see it: None where too few were measured."""
    return seconds if measured >= FEWEST_MEASURED else None
