"""The list of requirements is whole, markers name what exists, and the table is the one the tests give."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plugins.covers import PRIORITIES, Group, Requirement, coverage, lines, load, numbers, table
from tests.repository.scan.sources import ROOT

pytest_plugins = ["pytester"]

WISHES = [Requirement("R1", "M", "S0", "First."), Requirement("R2", "C", "S1", "Second.")]
GROUPS = [Group("Wishes", tuple(WISHES))]


def test_every_number_is_there_once_and_in_order() -> None:
    expected = [f"R{number}" for number in range(1, 109)] + [f"S{number}" for number in range(1, 54)]
    assert numbers(load()) == expected


def test_every_requirement_is_one_sentence_with_a_priority_and_a_source() -> None:
    for group in load():
        for one in group.requirements:
            assert one.priority in PRIORITIES, one.number
            assert one.source, one.number
            assert re.fullmatch(r"[A-Z][^.|]+\.", one.sentence), one.number


def test_the_table_is_up_to_date() -> None:
    command = [sys.executable, "-m", "tests.plugins.covers", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


MODULE = """
    import pytest

    @pytest.mark.covers("R1")
    @pytest.mark.parametrize("number", [1, 2])
    def test_b(number): ...

    @pytest.mark.covers("R1")
    def test_a(): ...

    @pytest.mark.skip
    @pytest.mark.covers("R2")
    def test_skipped(): ...

    @pytest.mark.xfail
    @pytest.mark.covers("R2")
    def test_hoped(): ...
"""


def test_functions_count_once_and_skipped_ones_not_at_all(pytester: pytest.Pytester) -> None:
    items = pytester.getitems(MODULE)
    covered = coverage(items, numbers(GROUPS))
    name = Path(items[0].nodeid.split("::")[0]).name
    assert covered == {"R1": [f"{name}::test_a", f"{name}::test_b"], "R2": []}
    assert lines(GROUPS, covered) == ["R1 M covered 2", "R2 C open"]
    page = table(GROUPS, covered)
    assert f"| R1 | M | First. | S0 | `{name}::test_a`<br>`{name}::test_b` |" in page
    assert "| R2 | C | Second. | S1 | open |" in page
    assert "| M (must) | 1 | 1 | 0 |" in page


def test_a_number_that_does_not_exist_stops_the_collection(pytester: pytest.Pytester) -> None:
    items = pytester.getitems('import pytest\n@pytest.mark.covers("R999")\ndef test_a(): ...')
    with pytest.raises(pytest.UsageError, match=r"test_a: covers\(\"R999\"\)"):
        coverage(items, numbers(GROUPS))
