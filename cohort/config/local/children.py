"""Starting and ending child processes so that none is left behind."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import psutil

PR_SET_PDEATHSIG = 1


def spawn(
    argv: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    user: tuple[int, int] | None = None,
    outlive: bool = False,
    at_death: signal.Signals = signal.SIGTERM,
    stdin: bytes | None = None,
) -> "subprocess.Popen[bytes]":
    """Start `argv` in its own process group with its output appended to `log`.

    The group keeps Ctrl-C from reaching the child before the one who started it says so. Unless it may
    `outlive` its parent, the child gets the signal `at_death` when the parent dies, even by kill -9 (Linux).
    `user` is (uid, gid) to run as; `stdin` is written to the child at once (small texts only).
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 - argv is our own
            [str(part) for part in argv],
            stdin=subprocess.PIPE if stdin is not None else subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=dict(env) if env is not None else None,
            cwd=cwd,
            user=user[0] if user else None,
            group=user[1] if user else None,
            extra_groups=[] if user else None,
            start_new_session=True,
            preexec_fn=None if outlive else _end_with_parent(at_death),
        )
    if process.stdin is not None:
        process.stdin.write(stdin or b"")
        process.stdin.close()
    return process


def _end_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """What the child does before it becomes the program: ask for a signal at its parent's death."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:  # it died between fork and here
            os._exit(1)

    return ask


def alive(pid: int, *words: str) -> bool:
    """Whether `pid` runs (a zombie does not) and has every one of `words` in its command line."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        line = " ".join(process.cmdline())
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
    return all(word in line for word in words)


def end(pid: int, steps: Sequence[tuple[signal.Signals, float]], *words: str) -> None:
    """Send the signals of `steps` one after the other, each with its seconds to obey, until `pid` is gone."""
    for number, seconds in steps:
        if not alive(pid, *words):
            return
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        until(lambda: not alive(pid, *words), seconds)


def stop(process: "subprocess.Popen[bytes]", steps: Sequence[tuple[signal.Signals, float]]) -> int:
    """End a child of ours with the signals of `steps`, and what is left of its group; its exit code."""
    for number, seconds in steps:
        if process.poll() is not None:
            break
        process.send_signal(number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            continue
    kill_group(process.pid)
    return process.wait()


def kill_group(leader: int) -> None:
    """kill -9 for every process of the group that `leader` was started in."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def until(true: Callable[[], bool], seconds: float, *, every: float = 0.05) -> bool:
    """Ask `true` again and again for at most `seconds`; its last answer."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def free_port() -> int:
    """A loopback port nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def last_line(log: Path, *words: str) -> str:
    """The last line of a log that has one of `words` in it, or the last line at all."""
    if not log.exists():
        return ""
    lines = [line.strip() for line in log.read_text(errors="replace").splitlines()[-50:] if line.strip()]
    telling = [line for line in lines if any(word in line for word in words)]
    return (telling or lines or [""])[-1]
