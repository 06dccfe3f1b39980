"""The acts that code writes into the audit: calls of `record`, with the action as it will stand there."""

import ast
from collections.abc import Iterator
from typing import NamedTuple

from tests.repository.scan.sources import files_ending, read

CODE = ("cohort", "pathways", "questionnaires", "recruitment")


class Act(NamedTuple):
    action: str  # empty where it cannot be read from the code
    has_purpose: bool
    line: int


def acts(code: str) -> Iterator[Act]:
    """Every act that the code records; a choice between two counts as both, a parameter as what is given for it."""
    tree = ast.parse(code)
    for around in ast.walk(tree):
        if isinstance(around, ast.FunctionDef):
            for call in _own_calls(around):
                words = {word.arg: word.value for word in call.keywords}
                if _name(call.func) == "record" and "action" in words:
                    for action in _texts(words["action"], around, tree) or [""]:
                        yield Act(action, "purpose" in words, call.lineno)


def recorded() -> Iterator[tuple[str, Act]]:
    """Where (path:line) and what, in the whole program."""
    for path in files_ending(".py"):
        if path.parts[0] in CODE:
            for act in acts(read(path)):
                yield f"{path}:{act.line}", act


def _own_calls(function: ast.FunctionDef) -> Iterator[ast.Call]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Call))


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Name):
        return called.id
    return called.attr if isinstance(called, ast.Attribute) else ""


def _texts(value: ast.expr, around: ast.FunctionDef, tree: ast.Module) -> list[str]:
    """What the expression may be; nothing where that is not known."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return [value.value]
    if isinstance(value, ast.IfExp):
        one, other = _texts(value.body, around, tree), _texts(value.orelse, around, tree)
        return [*one, *other] if one and other else []
    if isinstance(value, ast.Name):
        places = [argument.arg for argument in around.args.args]
        if value.id in places:
            return _given(around.name, places.index(value.id), value.id, tree)
    return []


def _given(function: str, place: int, name: str, tree: ast.Module) -> list[str]:
    """What the module's calls of its function give for a parameter; nothing where one of them is no text."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func) == function:
            words = [word.value for word in node.keywords if word.arg == name]
            value = words[0] if words else node.args[place] if place < len(node.args) else None
            if not (isinstance(value, ast.Constant) and isinstance(value.value, str)):
                return []
            found.append(value.value)
    return found
