"""Ties tests to the requirements: the marker `covers("R66", "S10")`, and the list of what is covered.

`python -m tests.plugins.covers` collects the tests without running them (no database is needed), prints one
line for every number and writes docs/requirements.md. A number that does not exist stops the collection.
A number counts as covered only where the test would fail without the behaviour; that part is a promise of
the author, not something a program can see.
"""

import argparse
import contextlib
import io
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "docs" / "requirements.yaml"
TABLE = ROOT / "docs" / "requirements.md"
PRIORITIES = {"M": "must", "S": "should", "C": "could"}

Coverage = dict[str, list[str]]


@dataclass(frozen=True)
class Requirement:
    """One numbered wish of the users (R) or goal of the security design (S)."""

    number: str
    priority: str
    source: str
    sentence: str


@dataclass(frozen=True)
class Group:
    """Requirements that stand under one heading."""

    title: str
    requirements: tuple[Requirement, ...]


def load(path: Path = LIST) -> list[Group]:
    """The groups of the list in their order; a key too many or too few raises TypeError."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Group(group["title"], tuple(Requirement(**entry) for entry in group["requirements"]))
        for group in content["groups"]
    ]


def numbers(groups: Iterable[Group]) -> list[str]:
    """All numbers in the order of the list."""
    return [requirement.number for group in groups for requirement in group.requirements]


def coverage(items: Iterable[pytest.Item], known: Iterable[str]) -> Coverage:
    """Number → names of the test functions that cover it, sorted.

    Parameters of one function count once; a test that is skipped or may fail does not count. Raises
    pytest.UsageError when a marker names a number that is not known.
    """
    found: dict[str, set[str]] = {number: set() for number in known}
    for item in items:
        for marker in item.iter_markers("covers"):
            for number in marker.args:
                if number not in found:
                    raise pytest.UsageError(f'{item.nodeid}: covers("{number}") is not in docs/requirements.yaml')
                if not any(item.iter_markers("skip")) and not any(item.iter_markers("xfail")):
                    found[number].add(item.nodeid.split("[")[0])
    return {number: sorted(names) for number, names in found.items()}


def lines(groups: Iterable[Group], covered: Coverage) -> list[str]:
    """One line for every number: `R66 M covered 4` or `R66 M open`."""
    return [
        f"{one.number} {one.priority} " + (f"covered {len(covered[one.number])}" if covered[one.number] else "open")
        for group in groups
        for one in group.requirements
    ]


def table(groups: list[Group], covered: Coverage) -> str:
    """The page docs/requirements.md; the same tests always give the same page."""
    everything = [one for group in groups for one in group.requirements]
    page = [
        "# Requirements and the tests that hold them",
        "",
        "Written by `make requirements` from [the list](requirements.yaml) and the `covers` markers",
        "of the tests; edit those, not this page. M must, S should, C could.",
        "",
        "A source named S0 to S4 is a paper: S0 interviews that led to recommendations for a Danish back",
        "pain cohort; S1 (S2 is its abstract) interviews on physical activity; S3 a toolkit for dialogue and",
        "self-management; S4 physiotherapists on the alliance with the patient. A number S1 to S53 is",
        "a goal of the security design.",
        "",
        "| priority | numbers | covered | open |",
        "|---|---:|---:|---:|",
    ]
    for letter, word in PRIORITIES.items():
        mine = [one for one in everything if one.priority == letter]
        done = sum(1 for one in mine if covered[one.number])
        page.append(f"| {letter} ({word}) | {len(mine)} | {done} | {len(mine) - done} |")
    for group in groups:
        page += ["", f"## {group.title}", "", "| number | | what | source | tests |", "|---|---|---|---|---|"]
        for one in group.requirements:
            tests = "<br>".join(f"`{name.removeprefix('tests/')}`" for name in covered[one.number]) or "open"
            page.append(f"| {one.number} | {one.priority} | {one.sentence} | {one.source} | {tests} |")
    return "\n".join(page) + "\n"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "covers(*numbers): requirements without whose behaviour this test would fail")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    coverage(items, numbers(load()))


class Collector:
    """Keeps the collected tests for the report."""

    def __init__(self) -> None:
        self.items: list[pytest.Item] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.items = list(session.items)


def collect() -> list[pytest.Item]:
    """All tests of the project, collected quietly; exits with pytest's own words when that fails."""
    collector = Collector()
    said = io.StringIO()
    # -n0: no workers for a collection; the socket block belongs to running tests.
    options = ["--collect-only", "-q", "-n0", "-p", "no:cacheprovider", "-p", "tests.plugins.covers"]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = pytest.main([*options, str(ROOT / "tests")], plugins=[collector])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        sys.exit(said.getvalue())
    return collector.items


def main() -> None:
    parser = argparse.ArgumentParser(description="Which requirements do the tests cover?")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail when docs/requirements.md is out of date"
    )
    arguments = parser.parse_args()
    groups = load()
    covered = coverage(collect(), numbers(groups))
    page = table(groups, covered)
    if arguments.check:
        if not TABLE.exists() or TABLE.read_text(encoding="utf-8") != page:
            sys.exit("docs/requirements.md is out of date: run make requirements")
        return
    TABLE.write_text(page, encoding="utf-8")
    print("\n".join(lines(groups, covered)))


if __name__ == "__main__":
    main()
