"""After a whole run: nobody's name, address or number stands in a log or on the disk of the tests' server.

One test looks after one life; this looks after everything that all tests have done, in every log they left and in
the tables and the write-ahead log of the shared server. What is planted here is what the tests enrol people with.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flows.at_rest import searching
from tests.plugins import environment, servers

PLANTED = (
    *(
        "Grethe Lyngsøe",
        "Lyngsøe",
        "Kanariane",
        "Kanariefugl Sommer",
        "Canary Kanariefugl",
        "canary-7f3",
    ),
    *("2101270087", "210127-0087", "29384756", "20304050"),  # a personal number and mobiles
)
CLEAR = "Lægehuset Nørregade"  # the tests' practice: on the disk it must be found, or the search finds nothing at all
WHOLE = 2500  # tests; fewer are a part of the run, of which nothing is said


def faults(logs: list[tuple[str, bytes]], disk: list[tuple[str, bytes]]) -> list[str]:
    """A sentence for each planted value that was found, and for a search that cannot be right."""
    told = [
        f"{text} stands in {', '.join(sorted(set(places))[:5])}"
        for text, places in searching.found(PLANTED, [*logs, *disk]).items()
    ]
    if not logs:
        told.append("no log was there to be searched")
    if not searching.found([CLEAR], disk):
        told.append(f"{CLEAR} is not on the disk, where it must be: the search looks in the wrong place")
    return told


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fails the run; only in the process that leads it, while the server still runs."""
    config = session.config
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    is_part = config.option.collectonly or session.testscollected < WHOLE
    if hasattr(config, "workerinput") or os.environ.get(environment.GIVEN_DATABASE) or is_part:
        return
    logs = list(_logs(config._tmp_path_factory.getbasetemp()))
    disk = list(searching.files(servers.FOLDER / "postgres"))
    told = faults(logs, disk)
    size = sum(len(content) for _, content in disk) // 1_000_000
    reporter.write_line("")
    reporter.write_line(f"The whole run: {len(logs)} logs and {size} MB of data searched for planted people.")
    for line in told:
        reporter.write_line(f"FAILED {line}", red=True)
    if told:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _logs(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*.log")):
        if path.is_file() and not path.is_symlink():
            yield str(path.relative_to(folder)), path.read_bytes()
