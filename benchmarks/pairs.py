"""Figures by pairs: A B A B in the same minutes, the quietest pairs kept, the median of them told."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from benchmarks.load import Sample

MOST_STEAL = 0.2  # a run that lost more of the processor to other guests of the host is done again
TRIES = 3

Measure = Callable[[], Sample]


@dataclass(frozen=True)
class Paired:
    """The kept pairs of A and B."""

    kept: tuple[tuple[Sample, Sample], ...]

    @property
    def ratio(self) -> float:
        """How fast A is beside B: 0.8 means four fifths of its tasks per second."""
        return median(a.rate / b.rate for a, b in self.kept)

    @property
    def cpu_ratio(self) -> float:
        """Processor time of A for one task, beside B's; B may be too quick for the clock."""
        return median(a.cpu_ms / max(b.cpu_ms, 0.01) for a, b in self.kept)

    def of(self, side: int, what: Callable[[Sample], float]) -> float:
        return median(what(pair[side]) for pair in self.kept)

    @property
    def noise(self) -> float:
        """Share of the processors that others used in the kept runs."""
        return median(one.spent.other for pair in self.kept for one in pair)

    @property
    def steal(self) -> float:
        return max(one.spent.steal for pair in self.kept for one in pair)


def paired(a: Measure, b: Measure, *, pairs: int, keep: int) -> Paired:
    """Measure A B A B … and keep the quietest pairs."""
    runs = [(_quiet(a), _quiet(b)) for _ in range(pairs)]
    return Paired(tuple(sorted(runs, key=_noise)[: max(1, min(keep, pairs))]))


def _quiet(measure: Measure) -> Sample:
    sample = measure()
    for _ in range(TRIES - 1):
        if sample.spent.steal <= MOST_STEAL:
            break
        sample = measure()
    return sample


def _noise(pair: tuple[Sample, Sample]) -> float:
    return pair[0].spent.noise + pair[1].spent.noise
