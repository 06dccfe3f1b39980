"""Every requirement of OWASP ASVS 5.0.0, levels 1 and 2, is answered once, and what the answers name exists.

The official list is not copied; its ids and levels are known here by their number and their hash, made from the
standard's own CSV: for each requirement of level 1 or 2, in its order, "1.2.3 2" and a line end.
"""

import ast
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.repository.scan.sources import ROOT, assert_none, read

PAGE = Path("docs/security.md")
OFFICIAL = {"1": 70, "2": 183}
OFFICIAL_HASH = "c221cc01ef8fef1236787852eaaffe3e41baaa66b99534975cf9ccc3f62e5b4a"

# Answer → what has to stand beside it.
ANSWERS = {
    "met": re.compile(r"`tests/[\w/]+\.py::test_\w+`"),
    "written": re.compile(r"\]\([\w./-]*#[\w-]+\)"),
    "operator": re.compile(r"\]\(operate/[\w./-]*#[\w-]+\)"),
    "does not apply": re.compile(r"\w+ \w+"),
    "deviation": re.compile(r"\w+ \w+ \w+"),
}
_ROW = re.compile(r"^\| v5\.0\.0-(\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
_TOTAL = re.compile(r"^\| ([a-z ]+) \| (\d+) \|$", re.MULTILINE)
_TEST = re.compile(r"`(tests/[^`:]+)::(test_\w+)`")
_SECTION = re.compile(r"\]\(([^)#\s]*)#([^)\s]+)\)")


class Row(NamedTuple):
    number: str
    level: str
    topic: str
    answer: str
    how: str


def rows(text: str) -> list[Row]:
    return [Row(*match) for match in _ROW.findall(text)]


def sections(text: str) -> set[str]:
    """The anchors of a page's headings."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@cache
def functions_of(path: Path) -> frozenset[str]:
    """The test functions of a file, of its classes too; none where there is no file."""
    if not (ROOT / path).is_file():
        return frozenset()
    tree = ast.parse(read(path))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def faults(row: Row) -> Iterator[str]:
    """What is wrong with one answer."""
    if row.answer not in ANSWERS:
        yield f"{row.number}: “{row.answer}” is no answer"
    elif not ANSWERS[row.answer].search(row.how):
        yield f"{row.number}: “{row.answer}” without what has to stand beside it"
    for file, test in _TEST.findall(row.how):
        if test not in functions_of(Path(file)):
            yield f"{row.number}: no test {file}::{test}"


def lost(page: Path, text: str) -> Iterator[str]:
    """Links of a page to sections that are not there."""
    for file, section in _SECTION.findall(text):
        target = (page.parent / file) if file else page
        if "://" not in file and (not (ROOT / target).is_file() or section not in sections(read(target))):
            yield f"{page}: no section {file}#{section}"


def test_every_requirement_of_levels_1_and_2_is_answered_once() -> None:
    answered = rows(read(PAGE))
    assert Counter(row.level for row in answered) == OFFICIAL
    listed = "".join(f"{row.number} {row.level}\n" for row in answered)
    assert hashlib.sha256(listed.encode()).hexdigest() == OFFICIAL_HASH, "not the official ids and levels in order"


def test_every_answer_names_what_exists() -> None:
    assert_none(fault for row in rows(read(PAGE)) for fault in faults(row))
    assert_none(lost(PAGE, read(PAGE)))


def test_no_line_looks_like_an_answer_and_is_none() -> None:
    assert read(PAGE).count("v5.0.0-") == len(rows(read(PAGE)))


def test_the_totals_are_right() -> None:
    told = {name: int(number) for name, number in _TOTAL.findall(read(PAGE))}
    assert told == dict.fromkeys(ANSWERS, 0) | dict(Counter(row.answer for row in rows(read(PAGE))))


def test_wrong_answers_are_found() -> None:
    here = "`tests/repository/test_security_table.py::test_wrong_answers_are_found`"
    gone = "`tests/repository/test_security_table.py::test_that_never_was`"
    page = f"| v5.0.0-1.1.1 | 2 | Once | met | {here} |\n| v5.0.0-1.1.2 | 2 | End | met | {gone} |\n"
    assert [list(faults(row)) for row in rows(page)] == [[], [f"1.1.2: no test {gone.strip('`')}"]]
    wrong = [Row("1.1.3", "2", "x", "maybe", "why not"), Row("1.1.4", "2", "x", "operator", "later")]
    assert [len(list(faults(row))) for row in wrong] == [1, 1]
    assert list(lost(PAGE, "[a](#nowhere) [b](operate/duties.md#time) [c](https://example.org/#x)")) == [
        "docs/security.md: no section #nowhere"
    ]
    assert sections("# One, two\n## Addresses and TLS\n") == {"one-two", "addresses-and-tls"}
