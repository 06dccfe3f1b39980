"""The answer page and autosave beside the least that the same server can do for them."""

import re
from pathlib import Path

from benchmarks import asking, load
from benchmarks.bench import Bench
from benchmarks.floor.shared import TABLE, TOKEN_PLACE
from benchmarks.load import Wire
from benchmarks.pairs import Paired, paired

FLOOR = "bench_run_floor"
PEOPLE = 400
LEAST = 0.7
# Django's own middleware is part of what is possible with Django; the bare floor says what it costs.
FLOORS = {"with Django's middleware": "benchmarks.floor.settings_stack", "bare": "benchmarks.floor.settings"}
HEAD = (
    f"{'work':<48}{'ms alone':>9}{'floor':>7}{'ratio':>7}"
    f"{'ours/s':>8}{'floor/s':>9}{'ratio':>7}{'CPU ms':>8}{'floor':>7}{'p95 ms':>8}{'floor':>7}"
    f"{'other':>7}{'steal':>7}"
)
_TOKEN_FIELD = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+')


def measure(bench: Bench) -> None:
    """Open and send one page, and save one answer, each beside its floors."""
    cast = bench.cast
    database = bench.ground.clone(bench.seeded, FLOOR)
    with bench.ground.place.administrate(database) as connection:
        connection.execute(TABLE.encode())
        connection.execute(
            "INSERT INTO bench_floor (answers) SELECT (SELECT answers FROM questionnaires_response"
            " WHERE submitted_at IS NULL LIMIT 1) FROM generate_series(1, %s)",
            [PEOPLE],
        )
    page = keep_page(bench, bench.ground.folder / "page.html")
    bench.say("\nBeside the least the same server can do (target: 70 % of it)")
    bench.say(HEAD)
    work = {
        "open and send a page": (cast.visits(), asking.floor_visits(cast.form(), PEOPLE)),
        "save one answer": (cast.autosaves(), asking.floor_autosaves(cast.page["autosave"], PEOPLE)),
    }
    for floor_name, settings in FLOORS.items():
        floor = bench.ground.web(f"web-{settings}", bench.ground.url(database), settings=settings, BENCH_PAGE=str(page))
        for name, (ours, least) in work.items():
            alone = load.in_turn((bench.web.port, ours), (floor.port, least), bench.options.turns)
            result = paired(
                bench.driving(bench.web, ours),
                bench.driving(floor, least),
                pairs=bench.options.pairs,
                keep=bench.options.keep,
            )
            bench.say(line(f"{name}, {floor_name}", alone, result))


def keep_page(bench: Bench, file: Path) -> Path:
    """The program's own page as bytes, with a place for the visitor's token: what the floor hands out."""
    wire = Wire(bench.web.port)
    _status, body = wire.ask(bench.cast.open(0).sent)
    wire.close()
    file.write_bytes(_TOKEN_FIELD.sub(rb"\1" + TOKEN_PLACE, body))
    return file


def line(name: str, alone: tuple[float, float] | None, result: Paired, least: float = LEAST) -> str:
    """Milliseconds for one person by turns, where they were measured, and what eight people at once get: it decides."""
    by_turns = f"{alone[0]:>9.2f}{alone[1]:>7.2f}{alone[1] / alone[0]:>7.0%}" if alone else " " * 23
    ours, floor = 0, 1
    return (
        f"{name:<48}{by_turns}"
        f"{result.of(ours, lambda s: s.rate):>8.1f}{result.of(floor, lambda s: s.rate):>9.1f}"
        f"{result.ratio:>7.0%}"
        f"{result.of(ours, lambda s: s.cpu_ms):>8.1f}{result.of(floor, lambda s: s.cpu_ms):>7.1f}"
        f"{result.of(ours, lambda s: s.p95_ms):>8.0f}{result.of(floor, lambda s: s.p95_ms):>7.0f}"
        f"{result.noise:>7.0%}{result.steal:>7.0%}   {least * 100:.0f} %: {'yes' if result.ratio >= least else 'no'}"
    )
