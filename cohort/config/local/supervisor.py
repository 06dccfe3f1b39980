"""Keeps the processes of the demo running, says in one line when one dies, and ends them all together."""

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGKILL, SIGQUIT, SIGTERM

from cohort.config.local import children
from cohort.config.local.errors import LocalServerError

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
STEADY_SECONDS = 60.0  # alive so long: the next death starts with a short pause again
GRACE_SECONDS = 6.0


@dataclass
class Child:
    """One process that is started again when it dies."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path
    process: "subprocess.Popen[bytes] | None" = None
    pause: float = FIRST_PAUSE
    started: float = 0.0
    due: float = field(default=0.0)

    def start(self) -> None:
        """Start it, with its working directory wherever ours is."""
        self.process = children.spawn(self.argv, log=self.log, env=self.env)
        self.started = time.monotonic()


class Supervisor:
    """The children in the order they were started; they are ended together."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.children: list[Child] = []
        self.say = say

    def add(self, child: Child) -> None:
        """Start a child and look after it from now on."""
        child.start()
        self.children.append(child)

    def look(self) -> None:
        """Start again what has died and whose pause is over. Called a few times a second."""
        now = time.monotonic()
        for child in self.children:
            if child.process is None:
                if now >= child.due:
                    child.start()
            elif (code := child.process.poll()) is not None:
                children.kill_group(child.process.pid)
                if now - child.started > STEADY_SECONDS:
                    child.pause = FIRST_PAUSE
                self.say(f"{child.name} ended ({how(code)}); it starts again in {child.pause:.0f} s. See {child.log}.")
                child.process, child.due = None, now + child.pause
                child.pause = min(child.pause * 2, LONGEST_PAUSE)

    def stop(self) -> None:
        """Ask all at once, wait some seconds for their work in hand, then insist."""
        alive = [child.process for child in self.children if child.process is not None]
        for signal in (SIGTERM, SIGQUIT):
            for process in alive:
                if process.poll() is None:
                    process.send_signal(signal)
            seconds = GRACE_SECONDS if signal == SIGTERM else 1.0
            if children.until(lambda: all(process.poll() is not None for process in alive), seconds):
                break
        for process in alive:
            children.stop(process, ((SIGKILL, 2.0),))
        self.children = []


@contextmanager
def beside(name: str, argv: Sequence[str], env: Mapping[str, str], log: Path) -> Iterator[None]:
    """Run something that ends by itself while the block does other things; its output goes into a log.

    Raises:
        LocalServerError: it failed; the line carries its last words.
    """
    process = children.spawn(argv, log=log, env=env)
    try:
        yield
        code = process.wait()
    finally:
        if process.poll() is None:
            children.stop(process, ((SIGTERM, 3.0), (SIGKILL, 1.0)))
    if code:
        raise LocalServerError(f"{name} failed ({how(code)}): {children.last_line(log, 'Error')} See {log}.")


def run(name: str, argv: Sequence[str], env: Mapping[str, str], log: Path) -> None:
    """Run something and wait for its end. Raises LocalServerError like `beside`."""
    with beside(name, argv, env, log):
        pass


def how(code: int) -> str:
    """An exit code in words."""
    return f"signal {-code}" if code < 0 else f"code {code}"
