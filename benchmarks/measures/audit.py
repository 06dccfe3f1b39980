"""What the audit's chain costs whoever writes, and how long a million rows take to seal and to check.

`python -m benchmarks.measures.audit [--quick]` measures this alone.
"""

import argparse
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg

from benchmarks import ground, machine
from benchmarks.bench import QUICK, Bench, Options
from cohort.config.local import postgres

DATABASE = "bench_run_audit"
WRITERS, ROWS = 8, 1000
ROWS_PER_PARTICIPANT = 50  # the usual 20,000 participants make a million rows
MOST_ADDED_MS, MOST_SECONDS = 5.0, 60.0
ACT = """
INSERT INTO audit_entry (at, actor, action, subject, purpose, detail, practice)
VALUES (clock_timestamp(), 'user:17', 'participant.read', 'participant:R4821937-5', 'care', '{"part": "page"}', 3)
"""
MANY = """
COPY audit_entry (at, actor, action, subject, purpose, detail, practice) FROM STDIN
"""


def measure(bench: Bench) -> None:
    """The price of one row to its writer with and without the chain; then many rows sealed and checked."""
    place, ended = bench.ground.place, bench.ground.ending
    place.drop(DATABASE)
    place.make(DATABASE)
    ended.callback(place.drop, DATABASE)
    bench.ground.run(["manage.py", "set_up"], bench.ground.env(bench.ground.url(DATABASE, postgres.OWNER)))
    bench.say(f"\nAudit: {WRITERS} writers of {ROWS} rows each, a transaction for each row")
    _writers(bench)
    _million(bench, bench.options.participants * ROWS_PER_PARTICIPANT)


def _writers(bench: Bench) -> None:
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number in range(bench.options.pairs * 2):
        chained = number % 2 == 1
        with psycopg.connect(bench.ground.url(DATABASE, postgres.OWNER), autocommit=True) as owner:
            owner.execute(f"ALTER TABLE audit_entry {'ENABLE' if chained else 'DISABLE'} TRIGGER awaits_seal".encode())
        taken[chained] += write(bench.ground.url(DATABASE, postgres.APP))
    plain, chained_ms = p95(taken[False]), p95(taken[True])
    added = chained_ms - plain
    bench.say(
        f"row, p95              without chain {plain:.2f} ms, with {chained_ms:.2f} ms, added {added:.2f} ms"
        f"   below {MOST_ADDED_MS:.0f} ms: {'yes' if added < MOST_ADDED_MS else 'no'}"
    )
    bench.say(
        f"row, median           without chain {statistics.median(taken[False]):.2f} ms,"
        f" with {statistics.median(taken[True]):.2f} ms"
    )


def write(url: str) -> list[float]:
    """Milliseconds of each row, committed alone, while all writers write at once."""
    start = threading.Barrier(WRITERS)

    def one(_number: int) -> list[float]:
        with psycopg.connect(url, autocommit=True) as app:
            start.wait()
            taken = []
            for _row in range(ROWS):
                began = time.perf_counter()
                app.execute(ACT)
                taken.append((time.perf_counter() - began) * 1000)
            return taken

    with ThreadPoolExecutor(WRITERS) as pool:
        return [ms for taken in pool.map(one, range(WRITERS)) for ms in taken]


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _million(bench: Bench, rows: int) -> None:
    """The rows that the writers made without the chain go: they would rightly be found."""
    place = bench.ground.place
    with place.administrate(DATABASE) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute("TRUNCATE audit_entry, audit_unsealed, audit_link")
    began = time.monotonic()
    # By the superuser: nobody whom row-level security concerns may COPY. The trigger fires for all the same.
    with place.administrate(DATABASE) as superuser, superuser.cursor().copy(MANY) as copy:
        for number in range(rows):
            detail = f'{{"part": "page", "role": "clinician", "n": {number}}}'
            person = f"participant:R{number % 10_000_000:07}-5"
            at = f"2026-01-01 00:00:00.{number % 1_000_000:06}+00"
            copy.write_row((at, f"user:{number % 997}", "participant.read", person, "care", detail, number % 200))
    bench.say(f"write {rows:,} rows by COPY   {time.monotonic() - began:.1f} s")
    anchors = bench.ground.folder / "anchors.txt"
    anchors.unlink(missing_ok=True)
    worker = bench.ground.env(bench.ground.url(DATABASE, postgres.WORKER), AUDIT_ANCHORS=str(anchors))
    began = time.monotonic()
    bench.ground.run(["manage.py", "seal_audit"], worker)
    bench.say(f"seal them             {time.monotonic() - began:.1f} s")
    bench.ground.run(["manage.py", "anchor_audit"], worker)
    with place.administrate(DATABASE) as superuser:
        superuser.execute("VACUUM ANALYZE audit_entry, audit_link, audit_unsealed")
    began = time.monotonic()
    told = bench.ground.run(["manage.py", "verify_audit"], worker)
    seconds = time.monotonic() - began
    bench.say(f"verify them           {seconds:.1f} s in all; {told.splitlines()[0]}")
    bench.say(f"{rows:,} rows in less than {MOST_SECONDS:.0f} s: {'yes' if seconds < MOST_SECONDS else 'no'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    options = QUICK if parser.parse_args().quick else Options()
    place = ground.start()
    with place.ending:
        with place.place.administrate() as connection:
            for told in machine.told(connection):
                print(told)
        measure(Bench(place, options))


if __name__ == "__main__":
    main()
