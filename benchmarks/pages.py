"""What row-level security and audit cost: pages with both, beside the same pages without either."""

from functools import partial

from psycopg import sql

from benchmarks.bench import Bench
from benchmarks.ground import SETTINGS_OFF
from benchmarks.pairs import Paired, paired
from cohort.config.local import postgres

OFF = "bench_run_off"
MOST_COST = 0.25
HEAD = (
    f"{'page':<22}{'on/s':>8}{'off/s':>8}{'time':>7}{'CPU ms on':>12}{'off':>8}{'of it database':>17}{'off':>6}"
    f"{'p95 ms':>9}{'off':>6}{'other':>7}{'steal':>7}"
)

NO_ROWS_HIDDEN = """
SELECT oid::regclass::text FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
"""


def measure(bench: Bench) -> None:
    """One line for each page, and whether it stays within the limit."""
    cast = bench.cast  # signs in on the database of this run, so before it is cloned
    off = bench.ground.clone(bench.database, OFF)
    hidden = open_up(bench, off)
    web_off = bench.ground.web("web-off", bench.ground.url(off), settings=SETTINGS_OFF)
    bench.say(f"\nRow-level security ({hidden} tables) and audit on, beside both off")
    bench.say(HEAD)
    pages = {
        "doctor: participant": cast.participant_pages(),
        "doctor: list": cast.lists(),
        "answer page: open": cast.openings(),
        "answer page: send": cast.sendings(),
        "autosave": cast.autosaves(),
    }
    for name, tasks in pages.items():
        on, without = (partial(bench.driving, web)(tasks) for web in (bench.web, web_off))
        bench.say(line(name, paired(on, without, pairs=bench.options.pairs, keep=bench.options.keep)))


def open_up(bench: Bench, database: str) -> int:
    """Take row-level security off every table of a clone, as its owner; how many had it."""
    with bench.ground.place.administrate(database) as connection:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(postgres.OWNER)))
        tables = [str(row[0]) for row in connection.execute(NO_ROWS_HIDDEN).fetchall()]
        for table in tables:
            connection.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
    return len(tables)


def line(name: str, result: Paired) -> str:
    """`time` is how much longer a page takes with both on, by the median of the pairs.

    On a machine that others use, waiting hides the cost: within the limit is what keeps to it in processor time too.
    """
    cost = 1 / result.ratio - 1
    verdict = "yes" if max(cost, result.cpu_ratio - 1) <= MOST_COST else "no"
    on, off = 0, 1
    return (
        f"{name:<22}{result.of(on, lambda s: s.rate):>8.1f}{result.of(off, lambda s: s.rate):>8.1f}{cost:>+7.0%}"
        f"{result.of(on, lambda s: s.cpu_ms):>12.1f}{result.of(off, lambda s: s.cpu_ms):>8.1f}"
        f"{result.of(on, lambda s: s.database_ms):>17.1f}{result.of(off, lambda s: s.database_ms):>6.1f}"
        f"{result.of(on, lambda s: s.p95_ms):>9.0f}{result.of(off, lambda s: s.p95_ms):>6.0f}"
        f"{result.noise:>7.0%}{result.steal:>7.0%}   CPU {result.cpu_ratio - 1:+.0%}; within 25 %: {verdict}"
    )
