"""Writes the lock files: `make lock`. Hashes for every package, no index and no host in them."""

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Lock file → what of pyproject.toml it holds. Each takes the versions of the one before where it can.
LOCKS: dict[str, tuple[str, ...]] = {
    "requirements-dev.txt": ("--group", "dev"),
    "requirements-local.txt": ("--group", "local", "--constraint", "requirements-dev.txt"),
    "requirements.txt": ("--constraint", "requirements-dev.txt"),
}
OPTIONS = (
    *("--quiet", "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"),
    *("--python-version", "3.11", "--universal", "--upgrade"),
)


def main() -> None:
    """Resolve each list with uv from an environment of its own."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        uv = Path(folder) / "bin" / "uv"
        subprocess.run([uv.with_name("pip"), "install", "--quiet", "uv"], check=True)
        lock(uv)


def lock(uv: Path) -> None:
    """Write all lock files with this uv."""
    for name, options in LOCKS.items():
        subprocess.run(
            [uv, "pip", "compile", "pyproject.toml", *OPTIONS, *options, "--output-file", name],
            cwd=ROOT,
            check=True,
        )


if __name__ == "__main__":
    main()
