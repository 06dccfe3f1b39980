"""Whatever concerns a person's data, or who reaches them, is audited with its purpose: people may ask why."""

import ast
from collections.abc import Iterator

import pytest

from tests.repository.scan.sources import assert_none, files_ending, read

# What an action is about, where its purpose must be said: reads, searches, exports, links, consent, access.
ASKED = {
    *("participant", "participants", "record", "summary", "release", "data"),
    *("link", "consent", "contact", "erasure"),
    *("staff", "membership", "second_factor"),
}
# Deletions and failures of the program's own, about nobody in particular.
EXEMPT = {"summary.removed"}


def without_purpose(code: str) -> Iterator[str]:
    """Actions recorded without a `purpose`."""
    for node in ast.walk(ast.parse(code)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record"):
            continue
        words = {word.arg: word.value for word in node.keywords}
        action = words.get("action")
        if not (isinstance(action, ast.Constant) and isinstance(action.value, str)):
            continue
        if action.value.partition(".")[0] in ASKED and action.value not in EXEMPT and "purpose" not in words:
            yield action.value


@pytest.mark.covers("S18")
def test_every_such_act_says_its_purpose() -> None:
    paths = [
        path for path in files_ending(".py") if path.parts[0] in {"cohort", "pathways", "questionnaires", "recruitment"}
    ]
    assert_none(f"{path}: {action}" for path in paths for action in without_purpose(read(path)))


def test_an_act_without_purpose_is_found() -> None:
    code = 'record(by=a, action="participant.read", subject=b)\nrecord(by=a, action="version.published", subject=b)'
    assert list(without_purpose(code)) == ["participant.read"]
    assert not list(without_purpose('record(by=a, action="link.issued", purpose="x")'))
