"""Where, on what and with which settings a figure was measured."""

import os
import platform
import subprocess
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import psutil
import psycopg

from cohort.config.local import commands, folders

SHOWN_PACKAGES = ("django", "psycopg", "gunicorn")
SHOWN_SETTINGS = ("shared_buffers", "fsync", "synchronous_commit", "max_connections", "jit")


def told(postgres: psycopg.Connection) -> Iterator[str]:
    """Lines that say what the figures below them belong to."""
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} {platform.release()}"
    yield f"machine   {_processor()}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}"
    packages = ", ".join(f"{name} {version(name)}" for name in SHOWN_PACKAGES)
    yield f"versions  Python {platform.python_version()}, {packages}, PostgreSQL {_setting(postgres, 'server_version')}"
    yield f"database  {', '.join(f'{name}={_setting(postgres, name)}' for name in SHOWN_SETTINGS)}"
    yield f"web       {' '.join(commands.WEB[3:])}"
    yield f"commit    {_commit()}"


def _setting(postgres: psycopg.Connection, name: str) -> str:
    row = postgres.execute("SELECT current_setting(%s)", [name]).fetchone()
    return str(row[0]) if row else "?"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown processor")


def _commit() -> str:
    def git(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=folders.CHECKOUT, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    return (git("rev-parse", "--short", "HEAD") or "unknown") + (" with changes" if git("status", "--short") else "")
