"""What many stored responses cost a page: the same pages over a thousand responses and over a million."""

from benchmarks import load
from benchmarks.asking import Cast
from benchmarks.bench import WARM_TASKS, Bench
from benchmarks.ground import Web
from cohort.config.local import postgres

FEW = 1_000
MOST_SLOWER = 0.10
SAMPLE = 300  # participants of a first database, which says how many responses one of them has
HEAD = f"{'page':<22}{'ms many':>9}{'few':>7}{'slower':>9}"
COUNT = "SELECT count(*) FROM questionnaires_response"


def measure(bench: Bench) -> None:
    """One line for each page, and whether it stays within the limit. By turns, one person at each database."""
    each = _responses(bench, bench.ground.seeded(SAMPLE)) / SAMPLE
    few, many = (_place(bench, name, round(wanted / each)) for name, wanted in _sizes(bench).items())
    bench.say(f"\n{many[2]:,} stored responses beside {few[2]:,}")
    bench.say(HEAD)
    for name, tasks in {
        "doctor: participant": Cast.participant_pages,
        "doctor: list": Cast.lists,
        "answer page: open": Cast.openings,
        "answer page: send": Cast.sendings,
        "autosave": Cast.autosaves,
    }.items():
        sides = [(web.port, tasks(cast)) for web, cast, _stored in (many, few)]
        for port, asked in sides:
            load.once(port, asked[:WARM_TASKS])
        bench.say(line(name, *load.in_turn(sides[0], sides[1], bench.options.turns)))


def line(name: str, many: float, few: float) -> str:
    slower = many / few - 1
    told = "yes" if slower <= MOST_SLOWER else "no"
    return f"{name:<22}{many:>9.1f}{few:>7.1f}{slower:>+9.0%}   within 10 %: {told}"


def _sizes(bench: Bench) -> dict[str, int]:
    return {"bench_run_few": FEW, "bench_run_many": bench.options.responses}


def _place(bench: Bench, name: str, participants: int) -> tuple[Web, Cast, int]:
    """A web process on a clone of a database with that many participants, who asks there, and its responses."""
    database = bench.ground.clone(bench.ground.seeded(participants), name)
    file = bench.ground.folder / f"{name}.json"
    superuser = bench.ground.env(bench.ground.url(database, postgres.SUPERUSER))
    bench.ground.run(["-m", "benchmarks.cast", str(file)], superuser)
    return bench.ground.web(name, bench.ground.url(database)), Cast(file), _responses(bench, database)


def _responses(bench: Bench, database: str) -> int:
    with bench.ground.place.administrate(database) as connection:
        row = connection.execute(COUNT.encode()).fetchone()
    return int(row[0]) if row else 0
