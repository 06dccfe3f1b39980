"""Conditions of other programs: what is understood, and what is refused with a sentence."""

import pytest

from questionnaires.interchange.drafting import expressions

CODES = {"box": ("a", "b")}


def read(text: str) -> dict[str, list[tuple[object, object, object]]]:
    rule = expressions.read(text, lambda name: CODES.get(name, ()))
    return {kind: [(row["item"], row["operator"], row["answer"]) for row in rows] for kind, rows in rule.items()}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("[f]='1'", {"all": [("f", "=", "1")]}),
        ('[f] <> "x y"', {"all": [("f", "!=", "x y")]}),
        ("[f] > -2.5", {"all": [("f", ">", "-2.5")]}),
        ("[f] != ''", {"all": [("f", "exists", True)]}),
        ("[f] = ''", {"all": [("f", "exists", False)]}),
        ("[box(a)] = '1'", {"all": [("box", "contains", "a")]}),
        ("[box(a)] = '0' AND [f]=1", {"all": [("box", "!=", "a"), ("f", "=", "1")]}),
        ("[box(a)] <> 1", {"all": [("box", "!=", "a")]}),
        ("([f]=1) or (([g]=2))", {"any": [("f", "=", "1"), ("g", "=", "2")]}),
        ("[box(a)]=1 or [box(b)]=1", {"all": [("box", "exists", True)]}),
        ("[f]=1 and ([box(a)]<>1 and [box(b)]<>1)", {"all": [("f", "=", "1"), ("box", "exists", False)]}),
        ("([f]<>'' and [f]<5) or [g]=1", {"any": [("f", "<", "5"), ("g", "=", "1")]}),
        ("not(selected(${box}, 'b')) and ${f} != 2", {"all": [("box", "!=", "b"), ("f", "!=", "2")]}),
        ("${day} >= date('2026-01-31')", {"all": [("day", ">=", "2026-01-31")]}),
    ],
)
def test_what_is_understood(text: str, rule: object) -> None:
    assert read(text) == rule


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "ends too early"),
        ("[f]", "ends too early"),
        ("[f]=1 and [g]=2 or [h]=3", "mixes and with or"),
        ("[f]=1 [g]=2", "goes on"),
        ("[f]=[g]", "has g where"),
        ("[f]=1 and ([g]=1 or [h]=1)", "only comparisons"),
        ("not([f]=1)", "only comparisons"),
        ("[box(a)] > 1", "can only be compared with 0 or 1"),
        ("[event][f] = 1", "where = or"),
        ("datediff([a],[b]) > 3", "not understood from “datediff"),
        ("(" * 30 + "[f]=1" + ")" * 30, "too many brackets"),
        ("[f]=1 or " * 500 + "[f]=1", "longer than 2000"),
    ],
)
def test_what_is_refused(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        read(text)
