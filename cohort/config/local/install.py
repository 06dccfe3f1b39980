"""Everything before the first start: system libraries, virtual environment, locked packages, translations.

`python3.11 -m cohort.config.local.install demo|test|bench|check`. Standard library up to the translations,
because it runs before anything is installed. The second run finds everything done and takes no time.
"""

import hashlib
import json
import os
import subprocess
import sys

from cohort.config.local import folders, system
from cohort.config.local.errors import LocalServerError

VENV = folders.CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCKS = {"local": "requirements-local.txt", "dev": "requirements-dev.txt"}
# Purpose → lock file and what the system must have.
PURPOSES: dict[str, tuple[str, tuple[str, ...]]] = {
    "demo": ("local", ("pdf",)),
    "test": ("dev", ("pdf", "browser")),
    "bench": ("local", ("pdf",)),
    "check": ("dev", ("pdf",)),
}


def main() -> None:
    """Install for one purpose; one line on standard error and code 2 if it cannot be done."""
    if len(sys.argv) != 2 or sys.argv[1] not in PURPOSES:
        sys.exit(f"usage: install {'|'.join(PURPOSES)}")
    lock, needs = PURPOSES[sys.argv[1]]
    try:
        with folders.locked(folders.LOCAL / "install.lock"):
            system.provide(*needs)
            install(lock)
            compile_translations()
            (folders.CHECKOUT / "staticfiles").mkdir(exist_ok=True)  # WhiteNoise warns where it is missing
    except LocalServerError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


def install(lock: str) -> None:
    """The virtual environment with exactly the packages of a lock file, by hash."""
    if not _works():
        system.provide("venv")
        print("Making the virtual environment …", flush=True)
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)], "The virtual environment could not be made")
    file = folders.CHECKOUT / LOCKS[lock]
    wanted = hashlib.sha256(file.read_bytes()).hexdigest()
    installed = _installed()
    everything = hashlib.sha256((folders.CHECKOUT / LOCKS["dev"]).read_bytes()).hexdigest()
    if installed.get(lock) == wanted or installed.get("dev") == everything:  # the second holds the first
        return
    print(f"Installing {file.name} …", flush=True)
    if _quiet([str(PYTHON), "-m", "pip", "--version"]):
        _run([str(PYTHON), "-m", "ensurepip"], "pip could not be put into the virtual environment")
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--requirement", str(file)]
    _run(
        [str(PYTHON), "-m", "pip", "install", *options],
        f"The packages of {file.name} could not be installed",
    )
    STAMP.write_text(json.dumps(installed | {lock: wanted}))


def compile_translations() -> None:
    """Each django.po becomes the django.mo that Django reads, if it is newer."""
    stale = [
        source
        for source in (folders.CHECKOUT / "locale").glob("*/LC_MESSAGES/django.po")
        if not (made := source.with_suffix(".mo")).exists() or made.stat().st_mtime_ns < source.stat().st_mtime_ns
    ]
    if stale:
        argv = [str(PYTHON), "-m", "cohort.config.local.translations", *map(str, stale)]
        _run(argv, "The translations could not be compiled")


def _works() -> bool:
    """Whether the virtual environment is there and runs Python 3.11; a moved one does not."""
    check = "import sys; sys.exit(sys.version_info[:2] != (3, 11))"
    return PYTHON.exists() and not _quiet([str(PYTHON), "-c", check])


def _installed() -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return found


def _quiet(argv: list[str]) -> int:
    try:
        return subprocess.run(argv, capture_output=True, check=False).returncode  # noqa: S603
    except OSError:
        return 1


def _run(argv: list[str], otherwise: str) -> None:
    done = subprocess.run(  # noqa: S603
        argv,
        cwd=folders.CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": ""},
    )
    if done.returncode:
        told = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        reason = next((line for line in told if "ERROR" in line or "Error" in line), (told or [""])[-1])
        raise LocalServerError(f"{otherwise}: {reason.strip()}")


if __name__ == "__main__":
    main()
