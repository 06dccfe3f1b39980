"""The program calls nothing that turns data into code, commands, markup or documents with references.

What stands in ALLOWED has its reason beside it in the file. Commands of `make` are not the program: they take
nothing from people who use it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.repository.scan.sources import APPS, assert_none, files_ending, read

# By the last name that is called, and what it would turn data into.
CALLS = {
    "eval": "code",
    "exec": "code",
    "__import__": "code",
    "system": "a command",
    "popen": "a command",
    "Popen": "a command",
    "check_output": "a command",
    "mark_safe": "markup",
    "SafeString": "markup",
    "from_string": "a template",
    "Template": "a template",
    "RawSQL": "a query",
    "raw": "a query",
    "extra": "a query",
}
MODULES = {
    "pickle": "objects",
    "marshal": "objects",
    "shelve": "objects",
    "dill": "objects",
    "xml": "documents that refer to others",
    "lxml": "documents that refer to others",
    "subprocess": "a command",
}
IN_BROWSER = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|postMessage"
    r"|localStorage|sessionStorage|indexedDB|document\.cookie)"
)

ALLOWED = {
    "recruitment/presenters/invitation.py: mark_safe",  # a QR code, drawn by its library
    "cohort/common/printing/pdf.py: Popen",  # the press: one fixed command, and what is printed goes by standard input
    "cohort/common/printing/pdf.py: subprocess",
}
# Answers that wait for the network, until the server has them: docs/decisions/0016-answers-wait-in-the-browser.md
KEPT_IN_BROWSER = {"static/js/autosave.js: localStorage", "static/js/diary.js: localStorage"}
TOOLS = "cohort/config/local"


def calls(text: str) -> Iterator[str]:
    """Names of what is called or imported and should not be."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in CALLS:
                yield name
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in MODULES:
            yield str(node.module)


def program() -> Iterator[Path]:
    """The sources of web and worker."""
    for path in files_ending(".py"):
        if any(path.is_relative_to(folder) for folder in APPS.values()) and not path.is_relative_to(TOOLS):
            yield path


def test_nothing_turns_data_into_something_that_acts() -> None:
    found = {f"{path}: {name}" for path in program() for name in calls(read(path))}
    assert_none(sorted(found - ALLOWED))
    assert found >= ALLOWED, "an exception that is not needed any more"


def test_our_scripts_insert_text_only_and_keep_nothing_in_the_browser() -> None:
    scripts = files_ending(".js")
    assert scripts
    found = {f"{path}: {name}" for path in scripts for name in IN_BROWSER.findall(read(path))}
    assert_none(sorted(found - KEPT_IN_BROWSER))
    assert found >= KEPT_IN_BROWSER, "an exception that is not needed any more"


def test_forbidden_calls_are_found() -> None:
    source = "import pickle\nfrom xml.etree import ElementTree\nos.system(x)\neval(x)\nTemplate(y).render()\nprint(x)"
    assert sorted(calls(source)) == ["Template", "eval", "pickle", "system", "xml.etree"]
    assert IN_BROWSER.findall("a.innerHTML = b; localStorage.x; a.textContent = b") == ["innerHTML", "localStorage"]
