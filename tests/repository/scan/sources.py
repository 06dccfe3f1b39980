"""What the repository tests read: the project's files, its apps and their order."""

import functools
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

# App label → folder of its code, lowest first; a lower app knows nothing of a higher one.
APPS: dict[str, str] = {
    "common": "cohort/common",
    "audit": "cohort/audit",
    "outbox": "cohort/outbox",
    "accounts": "cohort/accounts",
    "members": "cohort/members",
    "questionnaires": "questionnaires",
    "recruitment": "recruitment",
    "pathways": "pathways",
    "exports": "cohort/exports",
    "config": "cohort/config",
}
LAYER: dict[str, int] = {label: height for height, label in enumerate(APPS)}
LAYER["demo"] = LAYER["config"]  # installed in the demonstration only; part of the composition root

_NOT_OURS = {".git", ".venv", ".rygvej", "__pycache__", "staticfiles", "node_modules"}


@functools.cache
def files() -> tuple[Path, ...]:
    """The files under version control, relative to the root; without git, all that are no build products."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout.split("\0")
        paths = [Path(name) for name in listed if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file()]
        paths = [path for path in paths if not _is_product(path)]
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def _is_product(path: Path) -> bool:
    return any(part in _NOT_OURS or part.endswith("_cache") for part in path.parts) or path.suffix in {
        ".pyc",
        ".mo",
    }


def files_ending(*endings: str) -> list[Path]:
    """Those of the files whose name ends so, without migrations and vendored code."""
    return [path for path in files() if path.name.endswith(endings) and not is_generated(path)]


def is_generated(path: Path) -> bool:
    """True for migrations and for code of others that is kept unchanged."""
    return "migrations" in path.parts or "vendor" in path.parts


def read(path: Path) -> str:
    """The text of one of the files."""
    return (ROOT / path).read_text(encoding="utf-8")


def app_of(path: Path) -> str | None:
    """The label of the app that a source file or a template belongs to; None for shared ones."""
    parts = path.parts
    if parts[0] == "templates":
        return parts[1] if len(parts) > 2 and parts[1] in LAYER else None
    for label, folder in APPS.items():
        if path.is_relative_to(folder):
            return label
    return None


def assert_none(faults: Iterable[str]) -> None:
    """Fails the test with one line for every fault."""
    lines = "\n".join(faults)
    if lines:
        pytest.fail(lines, pytrace=False)
