"""What a stretch of time cost: processor time of process trees, and what else the machine did meanwhile."""

from collections.abc import Iterable
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Reading:
    """Counters at one moment, in seconds since their own beginning."""

    trees: tuple[float, ...]  # the measured process trees, in the order they were named
    own: float  # this process, which makes the load
    busy: float  # the whole machine
    steal: float
    total: float


@dataclass(frozen=True)
class Spent:
    """Between two readings: seconds of the measured trees, and shares of all cores for the rest."""

    trees: tuple[float, ...]
    other: float  # share of the cores that neither the trees nor the load generator used
    steal: float

    @property
    def noise(self) -> float:
        return self.other + self.steal


def read(roots: Iterable[int]) -> Reading:
    """The counters now; `roots` are the first processes of the trees."""
    whole = psutil.cpu_times()
    steal = float(getattr(whole, "steal", 0.0))
    idle = whole.idle + float(getattr(whole, "iowait", 0.0))
    # Time of guests stands a second time in the time of users.
    total = sum(whole) - float(getattr(whole, "guest", 0.0)) - float(getattr(whole, "guest_nice", 0.0))
    times = psutil.Process().cpu_times()
    return Reading(
        trees=tuple(map(_tree, roots)),
        own=times.user + times.system,
        busy=total - idle - steal,
        steal=steal,
        total=total,
    )


def between(before: Reading, after: Reading) -> Spent:
    total = max(after.total - before.total, 0.01)
    trees = tuple(now - then for now, then in zip(after.trees, before.trees, strict=True))
    other = (after.busy - before.busy) - sum(trees) - (after.own - before.own)
    return Spent(trees=trees, other=max(other / total, 0.0), steal=(after.steal - before.steal) / total)


def peak_megabytes(root: int) -> float:
    """The most memory that the process `root` ever held (Linux); children count for themselves."""
    try:
        with open(f"/proc/{root}/status") as status:
            lines = dict(line.split(":", 1) for line in status if ":" in line)
        return int(lines["VmHWM"].split()[0]) / 1024
    except (OSError, KeyError):
        return 0.0


def _tree(root: int) -> float:
    """User and system seconds of a process, its living descendants, and those it has waited for."""
    seconds = 0.0
    try:
        top = psutil.Process(root)
        members = [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return seconds
    for member in members:
        try:
            times = member.cpu_times()
        except psutil.NoSuchProcess:
            continue
        seconds += times.user + times.system + times.children_user + times.children_system
    return seconds
