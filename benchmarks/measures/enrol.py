"""Enrolment by the page of the program, beside a bare view that adds the same rows; eight people at once."""

import json
from collections.abc import Callable
from itertools import count

from benchmarks import load
from benchmarks.asking import enrolments, floor_enrolments
from benchmarks.bench import Bench
from benchmarks.floors import HEAD, line
from benchmarks.ground import Web
from benchmarks.load import Sample, Task
from benchmarks.measures.pages import open_up
from benchmarks.pairs import paired

FLOOR = "bench_run_enrol"
LEAST = 0.5
MOST_SECONDS, MOST_WARM_UP = 0.8, 0.2  # of a run: each clinician may enrol twenty people in a minute
PER_SECOND = 1500  # more than can be enrolled in a second: nobody is enrolled twice
FLOORS = {"with Django's middleware": "benchmarks.floor.settings_stack", "bare": "benchmarks.floor.settings"}
WHERE = """
SELECT m.practice_id, m.user_id, c.id FROM members_membership m
JOIN recruitment_channel c ON c.practice_id = m.practice_id AND c.kind = 'consultation'
"""


def measure(bench: Bench) -> None:
    """Each run enrols people of its own; how often one clinician enrols in a minute is not what is measured."""
    database = bench.ground.clone(bench.database, FLOOR)
    with bench.ground.place.administrate(database) as connection:
        practice, user, channel = connection.execute(WHERE.encode()).fetchone() or (0, 0, 0)
    open_up(bench, database)
    numbers = count()
    most = round(PER_SECOND * (MOST_SECONDS + MOST_WARM_UP))

    def ours() -> list[Task]:
        with bench.ground.place.administrate(bench.database) as connection:
            connection.execute("TRUNCATE cache")
        return enrolments(bench.cast.clinicians, [next(numbers) for _ in range(most)])

    def least() -> list[Task]:
        return floor_enrolments([next(numbers) for _ in range(most)])

    where = json.dumps({"practice": practice, "user": user, "channel": channel})
    bench.say("\nEnrolling beside a bare view that adds the same rows (target: 50 % of it)")
    bench.say(HEAD)
    for name, settings in FLOORS.items():
        floor = bench.ground.web(
            f"web-enrol-{settings}", bench.ground.url(database), settings=settings, BENCH_WHERE=where
        )
        result = paired(
            _driving(bench, bench.web, ours),
            _driving(bench, floor, least),
            pairs=bench.options.pairs,
            keep=bench.options.keep,
        )
        bench.say(line(f"enrol, {name}", None, result, LEAST))


def _driving(bench: Bench, web: Web, tasks: Callable[[], list[Task]]) -> Callable[[], Sample]:
    load.once(web.port, tasks()[:8])

    def run() -> Sample:
        return load.drive(
            web.port,
            tasks(),
            seconds=min(bench.options.seconds, MOST_SECONDS),
            warm_up=min(bench.options.warm_up, MOST_WARM_UP),
            roots=(web.pid, bench.ground.database_pid),
        )

    return run
