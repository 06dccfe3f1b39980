"""Files and folders stay small enough to be read in one go; the lists of exceptions may only shrink."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.repository.scan.sources import assert_none, files_ending, read

MOST_LINES = 400
MOST_MODULES = 15  # "about a dozen"

# File → the lines it has now. Lower the number with the file, and take the entry out at 400.
LONG_FILES: dict[str, int] = {}
# Folder → the modules it has now. Lower the number with the folder, and take the entry out at 15.
FULL_FOLDERS: dict[str, int] = {}


def over_budget(sizes: Mapping[str, int], most: int, exceptions: Mapping[str, int]) -> list[str]:
    """What is too big, has outgrown its exception, or no longer needs the exception it has."""
    faults = [
        f"{name}: {size}, at most {exceptions.get(name, most)}"
        for name, size in sizes.items()
        if size > exceptions.get(name, most)
    ]
    for name, allowed in exceptions.items():
        size = sizes.get(name, 0)
        if size <= most:
            faults.append(f"{name}: {size}, needs no exception any more")
        elif size < allowed:
            faults.append(f"{name}: {size}, lower its exception from {allowed}")
    return sorted(faults)


def modules_by_folder(paths: Iterable[Path]) -> Counter[str]:
    """Folder → number of modules that stand directly in it."""
    return Counter(str(path.parent) for path in paths if path.name != "__init__.py")


def test_files_stay_within_the_budget() -> None:
    sizes = {str(path): read(path).count("\n") for path in files_ending(".py", ".html", ".css", ".js")}
    assert_none(over_budget(sizes, MOST_LINES, LONG_FILES))


def test_folders_hold_about_a_dozen_modules() -> None:
    assert_none(over_budget(modules_by_folder(files_ending(".py")), MOST_MODULES, FULL_FOLDERS))


def test_a_long_file_a_grown_exception_and_a_needless_one_are_found() -> None:
    sizes = {"long.py": 401, "grown.py": 501, "shrunk.py": 450, "short.py": 10, "fine.py": 400}
    exceptions = {"grown.py": 500, "shrunk.py": 500, "short.py": 500, "gone.py": 500}
    assert over_budget(sizes, 400, exceptions) == [
        "gone.py: 0, needs no exception any more",
        "grown.py: 501, at most 500",
        "long.py: 401, at most 400",
        "short.py: 10, needs no exception any more",
        "shrunk.py: 450, lower its exception from 500",
    ]


def test_modules_are_counted_without_the_package_file() -> None:
    assert modules_by_folder([Path("a/__init__.py"), Path("a/b.py"), Path("a/c.py"), Path("d.py")]) == {
        "a": 2,
        ".": 1,
    }
