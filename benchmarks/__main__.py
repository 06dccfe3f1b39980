"""`python -m benchmarks [measure …] [--quick]`: run the measures and print their figures. The code is always 0
where the figures came out: they inform, they do not gate."""

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from benchmarks import floors, ground, machine
from benchmarks.bench import QUICK, Bench, Options
from benchmarks.load import WrongAnswer
from benchmarks.measures import audit, enrol, export, growth, monitor, pages
from cohort.config.local.errors import LocalServerError

MEASURES: dict[str, Callable[[Bench], None]] = {
    "pages": pages.measure,
    "floors": floors.measure,
    "enrol": enrol.measure,
    "growth": growth.measure,
    "monitor": monitor.measure,
    "export": export.measure,
    "audit": audit.measure,
}


def main() -> int:
    """0 when the figures are printed, 2 with the reason when they could not be taken."""
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the program beside its floors.")
    parser.add_argument("measures", nargs="*", metavar="measure", help=f"of: {', '.join(MEASURES)} (default: all)")
    parser.add_argument(
        "--quick", action="store_true", help="seconds instead of minutes: whether it runs, not how fast"
    )
    parser.add_argument("--participants", type=int, help=f"how many (default: {Options().participants})")
    parser.add_argument("--seconds", type=float, help="of each run")
    parser.add_argument("--pairs", type=int, help="runs with and without, of which the quietest count")
    arguments = parser.parse_args()
    if unknown := set(arguments.measures) - set(MEASURES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(MEASURES)}")
    given = {name: value for name in ("participants", "seconds", "pairs") if (value := getattr(arguments, name))}
    try:
        run(arguments.measures or list(MEASURES), replace(QUICK if arguments.quick else Options(), **given))
    except (ground.GroundFault, WrongAnswer, LocalServerError) as fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


def run(names: list[str], options: Options) -> None:
    began = time.monotonic()
    place = ground.start()
    with place.ending:
        with place.place.administrate() as connection:
            for told in machine.told(connection):
                print(told)
        print(
            f"load      {options.participants} participants, 8 people at once, {options.seconds:.0f} s after"
            f" {options.warm_up:.1f} s of warm-up, {options.pairs} pairs, the quietest {options.keep} count",
            flush=True,
        )
        bench = Bench(place, options)
        for name, measure in MEASURES.items():  # always in this order: the first clones a database nobody uses yet
            if name in names:
                measure(bench)
    print(f"\n{time.monotonic() - began:.0f} s in all")


if __name__ == "__main__":
    sys.exit(main())
