"""A release beside `COPY` of the same answers as plain columns: rows in a second, and the builder's memory."""

import json
import time
from statistics import median

from psycopg import sql

from benchmarks.bench import Bench
from cohort.config.local import postgres

EXPORT = "bench_run_export"
LEAST = 0.4
MOST_MEGABYTES = 150


def measure(bench: Bench) -> None:
    """Built by a process as the worker, as often as there are pairs, in turn with the floor."""
    database = bench.ground.clone(bench.seeded, EXPORT)
    env = bench.ground.env(bench.ground.url(database, postgres.WORKER))
    tables = json.loads(bench.ground.run(["-m", "benchmarks.measures.release", "tables"], env))
    plain = _plain(bench, database, tables)
    ours, floor, memory = [], [], []
    for _ in range(bench.options.pairs):
        built = json.loads(bench.ground.run(["-m", "benchmarks.measures.release", "build"], env))
        ours.append(built["rows"] / built["seconds"])
        memory.append(built["megabytes"])
        floor.append(_copy(bench, database, plain))
    ratio = median(a / b for a, b in zip(ours, floor, strict=True))
    bench.say("\nA release of all answers, zipped, beside COPY of the same answers as plain columns (target: 40 %)")
    bench.say(
        f"release {median(ours):,.0f} rows/s, floor {median(floor):,.0f} rows/s, {ratio:.0%}, {max(memory):.0f} MB;"
        f" 40 %: {'yes' if ratio >= LEAST else 'no'}; {MOST_MEGABYTES} MB:"
        f" {'yes' if max(memory) <= MOST_MEGABYTES else 'no'}"
    )


def _plain(bench: Bench, database: str, tables: dict[str, str]) -> list[str]:
    """The rows of a release as tables of plain columns, made once."""
    names = []
    with bench.ground.place.administrate(database) as connection:
        for number, query in enumerate(tables.values()):
            names.append(name := f"bench_plain_{number}")
            connection.execute(sql.SQL("CREATE TABLE {} AS ").format(sql.Identifier(name)).as_bytes() + query.encode())
    return names


def _copy(bench: Bench, database: str, plain: list[str]) -> float:
    """Rows per second of reading those tables as CSV."""
    rows, began = 0, time.perf_counter()
    with bench.ground.place.administrate(database) as connection, connection.cursor() as cursor:
        for name in plain:
            command = sql.SQL("COPY {} TO STDOUT WITH (FORMAT csv, HEADER true)").format(sql.Identifier(name))
            with cursor.copy(command) as copy:
                for _block in copy:
                    pass
            rows += cursor.rowcount
    return rows / (time.perf_counter() - began)
