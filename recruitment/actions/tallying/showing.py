"""Which counts are printed, by which sums they hang together, and so what may be shown of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from cohort.common.counts.disclosure import Shown, Sum, disclose

WHOLE = "whole"
# total stage → the stages that make it up
STAGES = {
    "approached": ("eligible", "not_eligible"),
    "eligible": ("declined", "enrolled"),
    "enrolled": ("consented", "said_no", "undecided"),
}
WITH_REASONS = ("declined", "not_eligible")
BY_MONTH = ("enrolled", "consented")


class Cell(NamedTuple):
    dimension: str
    value: str
    month: date | None
    stage: str


def shown(counts: dict[Cell, int], regions: dict[str, tuple[str, str]]) -> dict[Cell, Shown]:
    """What may be shown of the printed counts. `regions`: practice → its region and its cluster, each by its value.

    All tables are one system: what is kept back in one cannot be read in another.
    """
    return disclose(counts, sums(counts, regions))


def sums(cells: Iterable[Cell], regions: dict[str, tuple[str, str]]) -> Iterator[Sum]:
    """Months, each dimension, and practices in their region and cluster; a total that is not printed binds nothing."""
    known = set(cells)
    parts: dict[tuple[Cell, str], list[Cell]] = defaultdict(list)
    for cell in known:
        for total in _totals(cell, regions):
            if total in known:
                parts[total, cell.dimension].append(cell)
    for (total, _by), found in parts.items():
        yield Sum(total, tuple(found))
    yield from _stages(known)


def _totals(cell: Cell, regions: dict[str, tuple[str, str]]) -> Iterator[Cell]:
    """The totals that this count is a part of."""
    if cell.month is not None:
        yield cell._replace(month=None)
    elif cell.dimension == "channel_age":
        channel, age = cell.value.rsplit(":", 1)
        yield cell._replace(dimension="channel", value=channel)
        yield cell._replace(dimension="age", value=age)
    elif cell.dimension != WHOLE:
        yield cell._replace(dimension=WHOLE, value="")
    if cell.dimension == "practice" and cell.value in regions:
        region, cluster = regions[cell.value]
        yield cell._replace(dimension="region", value=region)
        yield cell._replace(dimension="cluster", value=cluster)


def _stages(cells: set[Cell]) -> Iterator[Sum]:
    """Of the whole, whose flow is drawn: each stage with what it falls into."""
    present = {cell.stage: cell for cell in cells if cell.dimension == WHOLE and cell.month is None}
    for total, stages in STAGES.items():
        if total in present:
            yield Sum(present[total], tuple(present[stage] for stage in stages if stage in present))
    for total in WITH_REASONS:
        if total in present:
            yield Sum(present[total], tuple(c for stage, c in present.items() if stage.startswith(f"{total}:")))
