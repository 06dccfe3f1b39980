"""What somebody sends becomes no part of a query by itself: names of fields and lookups are written in the code.

Django builds lookups from keyword names, `_connector` among them. So no query takes keywords from a mapping, unless
the mapping is made of names in the same module, and none takes its order from a variable (S28).
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository.scan.sources import app_of, assert_none, files_ending, read

QUERIES = {
    *("filter", "exclude", "get", "create", "update", "get_or_create", "update_or_create", "annotate", "alias"),
    *("aggregate", "Q", "order_by", "values", "values_list", "only", "defer", "distinct", "raw", "extra", "dates"),
    *("get_object_or_404", "get_list_or_404"),
}
SENT = {"GET", "POST", "FILES", "COOKIES", "META", "data", "query_params", "cleaned_data"}
# Module and function → why its mapping is of our own making.
OWN_MAPPINGS: dict[tuple[str, str], str] = {
    ("cohort/exports/actions/claim.py", "update"): "keywords of our own functions",
    ("cohort/exports/actions/retain.py", "filter"): "what a rule written in the code says",
    ("cohort/exports/actions/stop.py", "update"): "columns named in the code",
    ("cohort/exports/person/erasing.py", "update"): "columns of the model by their class",
    ("cohort/members/actions/access.py", "update"): "columns named in the code",
    ("cohort/outbox/actions/deliver.py", "update"): "keywords of our own functions",
}


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_sent(node: ast.expr) -> bool:
    """Whether an expression is, or is made of, what came with a request."""
    return any(isinstance(part, ast.Attribute) and part.attr in SENT for part in ast.walk(node))


def expansions(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, name and kind of every query that takes its names from a mapping or a sequence."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or _name(node) not in QUERIES:
            continue
        for word in node.keywords:
            if word.arg is None and not isinstance(word.value, ast.Dict):
                yield node.lineno, _name(node), "sent" if _is_sent(word.value) else "mapping"
        for argument in node.args:
            if isinstance(argument, ast.Starred) and _is_sent(argument.value):
                yield node.lineno, _name(node), "sent"
            if _name(node) == "order_by" and not isinstance(argument, ast.Constant | ast.Starred | ast.Call):
                yield node.lineno, _name(node), "order"


def ours() -> list[Path]:
    return [path for path in files_ending(".py") if app_of(path)]


def test_no_query_takes_its_names_from_a_request() -> None:
    found = [
        f"{path}:{line}: {name} ({kind})"
        for path in ours()
        for line, name, kind in expansions(read(path))
        if kind == "sent" or (str(path), name) not in OWN_MAPPINGS
    ]
    assert_none(found)


def test_every_exception_is_still_needed() -> None:
    used = {(str(path), name) for path in ours() for _, name, _ in expansions(read(path))}
    assert set(OWN_MAPPINGS) <= used, set(OWN_MAPPINGS) - used


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("Person.objects.filter(**request.GET)", ["sent"]),
        ("Person.objects.filter(Q(**request.POST.dict()))", ["sent"]),
        ("Person.objects.create(**form.cleaned_data)", ["sent"]),
        ("Person.objects.exclude(**wanted)", ["mapping"]),
        ("Person.objects.order_by(request.GET['sort'])", ["order"]),
        ("Person.objects.order_by(*request.GET.getlist('sort'))", ["sent"]),
        ("Person.objects.values(*request.data)", ["sent"]),
        ("Person.objects.filter(name=request.GET['q']).order_by('name')", []),
        ("Person.objects.filter(**{'name': x})", []),
        ("enrol(**form.cleaned_data)", []),
    ],
)
def test_expansions_are_found(code: str, kinds: list[str]) -> None:
    assert [kind for _, _, kind in expansions(code)] == kinds
