"""From HTML to PDF, printed by a press: a child process with little time, little memory, no secrets and no way out."""

import atexit
import contextlib
import json
import os
import selectors
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.contrib.staticfiles import finders

STYLE = "css/print.css"
TIGHT = """
body, body.patient { font-size: 8pt; line-height: 1.25; }
.tick { font-size: 7pt; }
svg.timeline { max-height: 95mm; }
"""
CPU_SECONDS = 20
MEMORY_BYTES = 1_500_000_000
WALL_SECONDS = 23.0  # of everything, where the processor is shared with others
FAILED = b"-"  # how the answer of a press begins that has no PDF
PRINTS = 100  # a press grows with every print, so it is replaced after so many
# What a press inherits: how to find programs, fonts and compiled files. No setting of ours is among it.
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "XDG_CACHE_HOME", "FONTCONFIG_PATH", "FONTCONFIG_FILE")
COMPILED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


class PrintFailed(Exception):
    """The press could not print it, or ended over it. Says the kind of error alone."""


class Refused(PrintFailed):
    """A sheet asked for something outside itself. That is a fault of ours or an attack: the sheet is not made."""


class Press:
    """The child process, started when it is first needed and again when it has ended or has printed its share."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._printed = 0

    def print(self, job: dict[str, object], seconds: float) -> bytes:
        """What the press answers. Raises PrintFailed when it ends or takes longer; the next print has a new one."""
        with self._lock:
            process = self._ready()
            try:
                answer = _exchange(process, json.dumps(job).encode(), time.monotonic() + seconds)
            except BaseException:
                self._end()  # whatever ended the wait: an answer that comes later would be taken for the next one's
                raise
            self._printed += 1
            if self._printed >= PRINTS:
                self._end()
            return answer

    def close(self) -> None:
        with self._lock:
            self._end()

    def _ready(self) -> "subprocess.Popen[bytes]":
        forked = self._owner != os.getpid()  # the press of a parent is the parent's
        if forked or self._process is None or self._process.poll() is not None:
            if not forked:
                self._end()
            self._owner, self._printed, self._process = os.getpid(), 0, _start()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()
        process.wait()


_press = Press()
atexit.register(_press.close)


def pdf(
    html: str,
    *,
    style: str = STYLE,
    tight: str = TIGHT,
    variant: str | None = None,
    cpu_seconds: int = CPU_SECONDS,
    memory_bytes: int = MEMORY_BYTES,
) -> bytes:
    """The sheet as PDF: one page, in smaller type where it holds so much that it would be two.

    `style` names the style sheet among the static files, or several with spaces between. With `tight` empty the sheet
    has as many pages as it needs.
    `variant` is one that WeasyPrint knows, such as pdf/ua-1: with structure and language for screen readers.

    Raises Refused where the HTML refers to anything outside itself, PrintFailed where it cannot be printed, or not
    within the limits. A press that has ended by itself between two prints is replaced once.
    """
    sheet = style_text(style)
    job: dict[str, object] = {
        "html": html,
        "styles": [sheet, sheet + tight] if tight else [sheet],
        "variant": variant,
        "cpu_seconds": cpu_seconds,
        "memory_bytes": memory_bytes,
    }
    answer = _press.print(job, WALL_SECONDS)
    if answer[:1] == FAILED:
        kind = answer[1:].decode()
        raise (Refused if kind == "Refused" else PrintFailed)(kind)
    return answer[1:]


def _start() -> "subprocess.Popen[bytes]":
    kept = {name: os.environ[name] for name in (*INHERITED, *COMPILED) if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "cohort.common.printing.press"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # its complaints may hold what stands on a sheet
        cwd=settings.BASE_DIR,
        env=kept,
    )


def _exchange(process: "subprocess.Popen[bytes]", message: bytes, deadline: float) -> bytes:
    """Send the job and read the answer; raises PrintFailed when the press ends, or at the deadline."""
    assert process.stdin is not None  # noqa: S101 - pipes were asked for
    assert process.stdout is not None  # noqa: S101
    try:
        process.stdin.write(len(message).to_bytes(8) + message)
        process.stdin.flush()
    except BrokenPipeError:
        raise PrintFailed("ended") from None
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while len(answer) < 8 or len(answer) < 8 + int.from_bytes(answer[:8]):
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise PrintFailed("took too long")
            part = os.read(process.stdout.fileno(), 1 << 16)
            if not part:
                raise PrintFailed("ended over it")
            answer += part
    return bytes(answer[8:])


def style_text(names: str) -> str:
    return "\n".join(_read_style(name) for name in names.split())


def _read_style(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    with open(path, encoding="utf-8") as file:
        return file.read()
