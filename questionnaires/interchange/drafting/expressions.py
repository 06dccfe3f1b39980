"""Conditions as REDCap ([field] = '1') and XLSForm (${field} = '1', selected(…)) write them, read into enable_when.

Read is what enable_when can say: comparisons of one field with one value, joined by and or by or. Everything else
raises ValueError with a sentence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""\s*(?:
      \[(?P<field>[A-Za-z]\w*)(?:\((?P<code>[\w.-]+)\))?\]
    | \$\{(?P<ref>[A-Za-z][\w.-]*)\}
    | (?P<word>selected|count-selected|date|not|and|or)\b
    | '(?P<single>[^']*)' | "(?P<double>[^"]*)"
    | (?P<number>-?\d+(?:\.\d+)?)
    | (?P<sign><>|!=|>=|<=|[=<>(),.])
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_DEEPEST = 20
_MOST = 2000
Condition = dict[str, object]


@dataclass(frozen=True)
class Node:
    """`and`, `or` and `not` join other nodes; a `leaf` is one condition."""

    kind: str
    parts: tuple["Node", ...] = ()
    condition: tuple[str, str, object] = ("", "", "")  # item, operator, answer


def read(text: str, codes: Callable[[str], tuple[str, ...]]) -> dict[str, list[Condition]]:
    """The rule of that expression; `codes` gives the codes of a field by which "any of them" is recognised.

    Raises ValueError for what enable_when cannot say.
    """
    if len(text) > _MOST:
        raise ValueError(f"the condition is longer than {_MOST} characters.")
    tree = _Reader(text).whole()
    single = _condition(tree, codes)
    if single:
        return {"all": [_document(single)]}
    found = [_condition(part, codes) for part in tree.parts]
    if tree.kind not in {"and", "or"} or None in found:
        raise ValueError("only comparisons of one field with one value, joined by and or by or alone, can be taken.")
    return {"all" if tree.kind == "and" else "any": [_document(one) for one in found if one]}


def _document(condition: tuple[str, str, object]) -> Condition:
    item, operator, answer = condition
    return {"item": item, "operator": operator, "answer": answer}


def _condition(node: Node, codes: Callable[[str], tuple[str, ...]]) -> tuple[str, str, object] | None:
    """The one condition that a node says; None where it says several."""
    if node.kind == "leaf":
        return node.condition
    if node.kind == "not":
        inner = node.parts[0].condition
        return (inner[0], "!=", inner[2]) if node.parts[0].kind == "leaf" and inner[1] == "contains" else None
    if any(part.kind != "leaf" for part in node.parts):
        return None
    items = {part.condition[0] for part in node.parts}
    operators = {part.condition[1] for part in node.parts}
    if len(items) != 1:
        return None
    item = items.pop()
    everything = {part.condition[2] for part in node.parts} == set(codes(item)) != set()
    if everything and (node.kind, operators) in (("or", {"contains"}), ("and", {"!="})):
        return (item, "exists", node.kind == "or")
    first, *others = (part.condition for part in node.parts)
    if (
        node.kind == "and"
        and first[1:] == ("exists", True)
        and len(others) == 1
        and others[0][1] in {"=", "<", ">", "<=", ">="}
    ):
        return others[0]  # [x] <> '' and [x] > 5: an empty field is not below or above anything
    return None


class _Reader:
    """Recursive descent over the tokens."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str, str]] = []
        self.at = 0
        place, text = 0, text.strip()
        while place < len(text):
            match = _TOKEN.match(text, place)
            if match is None:
                raise ValueError(f"the condition is not understood from “{text[place : place + 20]}” on.")
            kind = match.lastgroup or ""
            if kind == "code":
                self.tokens.append(("box", match["field"], match["code"]))
            elif kind == "sign" or kind == "word":
                self.tokens.append((match[kind].lower(), "", ""))
            else:
                self.tokens.append(({"ref": "field"}.get(kind, kind), match[kind], ""))
            place = match.end()

    def whole(self) -> Node:
        node = self.joined(0)
        if self.at < len(self.tokens):
            raise ValueError("the condition goes on where its end is expected.")
        return node

    def next(self, *expected: str) -> tuple[str, str, str]:
        if self.at >= len(self.tokens):
            raise ValueError("the condition ends too early.")
        token = self.tokens[self.at]
        if expected and token[0] not in expected:
            raise ValueError(f"the condition has {token[1] or token[0]} where {' or '.join(expected)} is expected.")
        self.at += 1
        return token

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def joined(self, depth: int) -> Node:
        if depth > _DEEPEST:
            raise ValueError("the condition has too many brackets inside each other.")
        parts, kind = [self.one(depth)], ""
        while self.peek() in {"and", "or"}:
            word = self.next()[0]
            if kind and word != kind:
                raise ValueError("the condition mixes and with or; only one of them can be taken.")
            kind = word
            parts.append(self.one(depth))
        return Node(kind, tuple(parts)) if kind else parts[0]

    def one(self, depth: int) -> Node:
        if self.peek() in {"(", "not"}:
            negated = self.next()[0] == "not"
            if negated:
                self.next("(")
            inner = self.joined(depth + 1)
            self.next(")")
            return Node("not", (inner,)) if negated else inner
        if self.peek() == "selected":
            self.next()
            self.next("(")
            item = self.next("field", ".")[1]
            self.next(",")
            code = self.value()
            self.next(")")
            return Node("leaf", condition=(item, "contains", code))
        return self.comparison()

    def comparison(self) -> Node:
        kind, item, code = self.next("field", "box", ".")
        operator = self.next("=", "!=", "<>", ">", "<", ">=", "<=")[0].replace("<>", "!=")
        answer = self.value()
        if kind == "box":
            if operator not in {"=", "!="} or answer not in {"0", "1"}:
                raise ValueError("a box of a checkbox can only be compared with 0 or 1.")
            return Node("leaf", condition=(item, "contains" if (operator == "=") == (answer == "1") else "!=", code))
        if answer == "" and operator in {"=", "!="}:
            return Node("leaf", condition=(item, "exists", operator == "!="))
        return Node("leaf", condition=(item, operator, answer))

    def value(self) -> str:
        if self.peek() == "date":
            self.next()
            self.next("(")
            text = self.next("single", "double")[1]
            self.next(")")
            return text
        return self.next("single", "double", "number")[1]
