"""One bench from its options to its lines: what every measure gets."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from benchmarks import load
from benchmarks.asking import Cast
from benchmarks.ground import Ground, Web
from benchmarks.load import Sample, Task
from benchmarks.pairs import Measure
from cohort.config.local import postgres

ON = "bench_run_on"
WARM_TASKS = 8


@dataclass(frozen=True)
class Options:
    """How much and how long; the quick ones say whether everything works, not how fast."""

    participants: int = 20_000
    seconds: float = 2.0
    warm_up: float = 1.0
    pairs: int = 4
    keep: int = 3
    turns: int = 200
    responses: int = 1_000_000


QUICK = Options(participants=2_000, seconds=1.0, warm_up=0.5, pairs=1, keep=1, turns=20, responses=10_000)


class Bench:
    """The surroundings of one run, each part made when a measure first asks for it."""

    def __init__(self, ground: Ground, options: Options) -> None:
        self.ground, self.options = ground, options

    def say(self, line: str = "") -> None:
        print(line, flush=True)

    @cached_property
    def seeded(self) -> str:
        """The database that the clones are taken from."""
        return self.ground.seeded(self.options.participants)

    @cached_property
    def database(self) -> str:
        """A clone of the seeded database for this run alone."""
        return self.ground.clone(self.seeded, ON)

    @cached_property
    def cast(self) -> Cast:
        file = self.ground.folder / "cast.json"
        self.ground.run(
            ["-m", "benchmarks.cast", str(file)],
            self.ground.env(self.ground.url(self.database, postgres.SUPERUSER)),
        )
        return Cast(file)

    @cached_property
    def web(self) -> Web:
        """The program as it is, on the database as it is."""
        return self.ground.web("web", self.ground.url(self.database))

    def driving(self, web: Web, tasks: Sequence[Task]) -> Measure:
        """A run of these tasks against that web process, to be called as often as wanted.

        Before the first, one person does some of them: both worker processes have then loaded what they need.
        """
        load.once(web.port, tasks[:WARM_TASKS])

        def run() -> Sample:
            return load.drive(
                web.port,
                tasks,
                seconds=self.options.seconds,
                warm_up=self.options.warm_up,
                roots=(web.pid, self.ground.database_pid),
            )

        return run
