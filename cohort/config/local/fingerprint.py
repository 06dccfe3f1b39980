"""Whether something made from files is still what the files say."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from cohort.config.local import folders

PACKAGES = ("cohort", "questionnaires", "recruitment", "pathways")
# Folders whose files decide what a freshly set-up database holds.
SHAPING = frozenset({"migrations", "content", "actions", "commands", "definition"})
KINDS = frozenset({".py", ".sql", ".yaml", ".json"})


def of_files(paths: Iterable[Path]) -> str:
    """A short hash over names and contents."""
    seen = hashlib.sha256()
    for path in sorted(paths):
        seen.update(f"{path.relative_to(folders.CHECKOUT)}\0".encode() + path.read_bytes())
    return seen.hexdigest()[:12]


def of_database() -> str:
    """Changes whenever `manage.py set_up` might make something else of an empty database."""
    found = [folders.CHECKOUT / "requirements.txt"]
    for package in PACKAGES:
        for path in (folders.CHECKOUT / package).rglob("*"):
            if path.suffix in KINDS and (path.suffix == ".sql" or not SHAPING.isdisjoint(path.parts)):
                found.append(path)
    return of_files(path for path in found if path.is_file())
