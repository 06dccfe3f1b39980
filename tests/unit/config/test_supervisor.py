"""What dies starts again and is named; what is stopped leaves nobody behind."""

import sys
import time
from pathlib import Path

import psutil
import pytest

from cohort.config.local import children
from cohort.config.local.errors import LocalServerError
from cohort.config.local.supervisor import Child, Supervisor, run

pytestmark = pytest.mark.flow

# Ignores SIGTERM and has a child of its own that does the same.
STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGQUIT, signal.SIG_IGN)
os.fork()
print("here", flush=True)
time.sleep(60)
"""


def child(folder: Path, code: str, name: str = "thing") -> Child:
    return Child(name, [sys.executable, "-c", code], {}, folder / f"{name}.log")


def test_what_dies_is_named_and_starts_again_after_longer_and_longer_pauses(tmp_path: Path) -> None:
    said: list[str] = []
    supervisor = Supervisor(said.append)
    dying = child(tmp_path, "raise SystemExit(3)")
    dying.pause = 0.05
    supervisor.add(dying)

    def twice() -> bool:
        supervisor.look()
        return len(said) >= 2

    assert children.until(twice, 20)
    supervisor.stop()
    assert said[0].startswith("thing ended (code 3); it starts again in")
    assert str(tmp_path / "thing.log") in said[0]
    assert dying.pause == pytest.approx(0.2)


def test_stopping_ends_even_what_does_not_listen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cohort.config.local.supervisor.GRACE_SECONDS", 0.3)
    supervisor = Supervisor(lambda _: None)
    stubborn = child(tmp_path, STUBBORN)
    supervisor.add(stubborn)
    assert children.until(lambda: stubborn.log.read_text().count("here") == 2, 10)
    assert stubborn.process is not None
    family = [psutil.Process(stubborn.process.pid), *psutil.Process(stubborn.process.pid).children(recursive=True)]
    assert len(family) == 2
    began = time.monotonic()
    supervisor.stop()
    assert time.monotonic() - began < 5
    assert children.until(lambda: not any(children.alive(process.pid) for process in family), 5)


def test_what_fails_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(LocalServerError) as failure:
        run("Setting up", [sys.executable, "-c", "raise ValueError('no such thing')"], {}, tmp_path / "log")
    line = str(failure.value)
    assert "\n" not in line
    assert line.startswith("Setting up failed (code 1): ValueError: no such thing")


def test_a_zombie_is_not_alive(tmp_path: Path) -> None:
    process = children.spawn([sys.executable, "-c", "pass"], log=tmp_path / "log")
    assert children.until(lambda: psutil.Process(process.pid).status() == psutil.STATUS_ZOMBIE, 10)
    assert not children.alive(process.pid)
    process.wait()
