"""What row-level security and audit cost: pages with both, beside the same pages without either."""

from functools import partial

from psycopg import sql

from benchmarks import load
from benchmarks.bench import Bench
from benchmarks.ground import SETTINGS_OFF
from benchmarks.pairs import Paired, paired
from cohort.config.local import postgres

OFF = "bench_run_off"
MOST_COST = 0.25
HEAD = (
    f"{'page':<22}{'ms on':>8}{'off':>7}{'time':>7}{'on/s':>9}{'off/s':>7}{'CPU ms on':>11}{'off':>7}"
    f"{'of it database':>16}{'off':>6}{'p95 ms':>8}{'off':>6}{'other':>7}{'steal':>7}"
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
        alone = load.in_turn((bench.web.port, tasks), (web_off.port, tasks), bench.options.turns)
        bench.say(line(name, alone, paired(on, without, pairs=bench.options.pairs, keep=bench.options.keep)))


def open_up(bench: Bench, database: str) -> int:
    """Take row-level security off every table of a clone, as its owner; how many had it."""
    with bench.ground.place.administrate(database) as connection:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(postgres.OWNER)))
        tables = [str(row[0]) for row in connection.execute(NO_ROWS_HIDDEN).fetchall()]
        for table in tables:
            connection.execute(sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
    return len(tables)


def line(name: str, alone: tuple[float, float], result: Paired) -> str:
    """The page's time for one person by turns, which decides; then what eight people at once get, and what it costs.

    The rates say less on a machine that others use: there, everybody waits for the others.
    """
    cost = alone[0] / alone[1] - 1
    on, off = 0, 1
    return (
        f"{name:<22}{alone[0]:>8.1f}{alone[1]:>7.1f}{cost:>+7.0%}"
        f"{result.of(on, lambda s: s.rate):>9.1f}{result.of(off, lambda s: s.rate):>7.1f}"
        f"{result.of(on, lambda s: s.cpu_ms):>11.1f}{result.of(off, lambda s: s.cpu_ms):>7.1f}"
        f"{result.of(on, lambda s: s.database_ms):>16.1f}{result.of(off, lambda s: s.database_ms):>6.1f}"
        f"{result.of(on, lambda s: s.p95_ms):>8.0f}{result.of(off, lambda s: s.p95_ms):>6.0f}"
        f"{result.noise:>7.0%}{result.steal:>7.0%}   within 25 %: {'yes' if cost <= MOST_COST else 'no'}"
    )
