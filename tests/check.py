"""`make check`: everything that can be said about the code in under 90 seconds, all faults in one go.

The steps do not depend on each other and run two at a time; what fails is printed in full.
"""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from tests.plugins import environment

PY = sys.executable
# The longest first, so that the short ones fill the other core.
STEPS: dict[str, tuple[str, ...]] = {
    "types": (PY, "-m", "mypy"),
    "format": (PY, "-m", "ruff", "format", "--check", "."),
    "lint": (PY, "-m", "ruff", "check", "."),
    "layers": (PY, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"),
    "migrations": (PY, "manage.py", "makemigrations", "--check", "--dry-run"),
    "addresses": (PY, "-m", "pytest", "-q", "tests/permissions/test_matrix.py", "-k", "every_address_has_a_line"),
    "repository tests": (PY, "-m", "pytest", "-q", "tests/repository"),
}


def main() -> int:
    """Run all steps; 1 if one failed."""
    environment.prepare()
    with ThreadPoolExecutor(max_workers=2) as pool:
        failed = [name for name, fine in zip(STEPS, pool.map(step, STEPS), strict=True) if not fine]
    print(f"check: {', '.join(failed)} failed" if failed else "check: all fine")
    return 1 if failed else 0


def step(name: str) -> bool:
    """Run one step and say how it went; its output is shown only if it failed."""
    began = time.monotonic()
    done = subprocess.run(STEPS[name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    fine = done.returncode == 0
    print(
        f"{'ok    ' if fine else 'FAILED'} {name} ({time.monotonic() - began:.0f} s)"
        + ("" if fine else f"\n{done.stdout.rstrip()}\n"),
        flush=True,
    )
    return fine


if __name__ == "__main__":
    sys.exit(main())
