"""What must come from the operating system: looked for, fetched with apt where that is possible, or named.

Standard library only: runs before anything is installed.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cohort.config.local.errors import LocalServerError

FONT_FOLDERS = (
    *("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts"),
    *("~/.fonts", "~/.local/share/fonts"),
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@dataclass(frozen=True)
class Need:
    """Something of the system: what it is for, how to see that it is there, and the Debian packages."""

    name: str
    there: Callable[[], bool]
    packages: tuple[str, ...]


def loads(*libraries: str) -> bool:
    """Whether the loader finds each library under its Linux or macOS name."""
    for library in libraries:
        names = (f"{library}.so.0", f"{library}.0.dylib", f"{library}.dylib")
        if not any(_loads(name) for name in names):
            return False
    return True


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _fonts() -> bool:
    endings = {".ttf", ".otf", ".ttc"}
    folders = [Path(name).expanduser() for name in FONT_FOLDERS]
    return any(path.suffix in endings for folder in folders if folder.is_dir() for path in folder.rglob("*"))


def _venv() -> bool:
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return False
    return True


NEEDS = {
    "venv": Need("virtual environments (Python's venv and ensurepip)", _venv, ("python3-venv",)),
    "pdf": Need(
        "Pango and a font for the PDFs",
        lambda: loads("libpango-1.0", "libpangoft2-1.0", "libharfbuzz", "libharfbuzz-subset") and _fonts(),
        (
            *("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0"),
            *("libfontconfig1", "fonts-dejavu-core"),
        ),
    ),
    "browser": Need("Chromium for the browser tests", lambda: any(map(shutil.which, BROWSERS)), ("chromium",)),
}


def provide(*names: str) -> None:
    """Make sure of each need; installs packages only as root on Debian or its kin.

    Raises:
        LocalServerError: something is missing and cannot be fetched; the line names the command for it.
    """
    missing = [NEEDS[name] for name in names if not NEEDS[name].there()]
    if not missing:
        return
    packages = [package for need in missing for package in need.packages]
    what = " and ".join(need.name for need in missing)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Fetching {what} …", file=sys.stderr, flush=True)
        if _install(packages) and all(need.there() for need in missing):
            return
    raise LocalServerError(f"Missing: {what}. Install with: {_hint(packages)}")


def _install(packages: list[str]) -> bool:
    """apt-get install, with the lists of packages fetched first if it fails without."""
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    env = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for argv in (install, ["apt-get", "update"], install):
        done = subprocess.run(argv, env=env, capture_output=True, check=False)  # noqa: S603
        if argv is install and done.returncode == 0:
            return True
    return False


def _hint(packages: list[str]) -> str:
    if sys.platform == "darwin":
        return "brew install pango; brew install --cask chromium"
    return f"sudo apt-get install --no-install-recommends {' '.join(packages)}"
