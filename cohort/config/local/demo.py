"""`python -m cohort.config.local.demo`: Rygvej with its own servers and synthetic people, until Ctrl-C."""

import argparse
import contextlib
import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cohort.config.local import children, commands, fingerprint, folders, postgres, settings, valkey
from cohort.config.local.errors import LocalServerError
from cohort.config.local.supervisor import Child, Supervisor, beside, run

READY_SECONDS = 90.0
ANY_ADDRESS = "0.0.0.0"  # noqa: S104 - compared with, not bound to


class Stopped(Exception):
    """Ctrl-C, or the signal to end."""


def main() -> int:
    """Run the demo; 0 when it was stopped, 2 with one line when it cannot run."""
    parser = argparse.ArgumentParser(description="Run Rygvej with synthetic people.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1", help="another address of this machine, for phones")
    parser.add_argument("--folder", type=Path, default=folders.LOCAL / "demo")
    arguments = parser.parse_args()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    folder = arguments.folder.resolve()
    os.chdir(folders.CHECKOUT)
    try:
        Demo(folder, arguments.host, arguments.port).run()
    except LocalServerError as error:
        print(error, file=sys.stderr, flush=True)
        return 2
    except Stopped:
        say("Stopped.")
    return 0


def _stop(*_: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # once is enough: ending in order takes some seconds
    say("Stopping …")
    raise Stopped


def say(line: str) -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone
        print(line, flush=True)


class Demo:
    """One demo in one folder."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self.folder, self.host, self.port = folder, host, port
        self.logs = folder / "logs"
        self.files = folder / "files"
        self.supervisor = Supervisor(say)
        self.postgres: postgres.LocalPostgres | None = None
        self.valkey: valkey.LocalValkey | None = None
        # What the caller's shell says is used for the two servers and for nothing else.
        self.shell = {
            name: value
            for name, value in os.environ.items()
            if name not in settings.NAMES and not name.startswith("PG") and not name.endswith("_FILE")
        }
        self.given = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
        self.owner_url = os.environ.get("DATABASE_OWNER_URL") or self.given["DATABASE_URL"]

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://{'localhost' if self.host in ('127.0.0.1', ANY_ADDRESS) else self.host}:{self.port}"

    def run(self) -> None:
        """From nothing to a running program, and back when a signal comes."""
        self.folder.mkdir(parents=True, exist_ok=True)  # open to PostgreSQL's user; secrets lie in closed files
        busy = f"A demo runs already in {self.folder}: stop it with Ctrl-C where it was started."
        with folders.locked(self.folder / ".lock", otherwise=busy):
            _refuse_taken_port(self.host, self.port)
            with ExitStack() as ending:
                ending.enter_context(self._servers())
                ending.callback(self.supervisor.stop)
                self._fill()
                self._start()
                self._watch()

    @contextmanager
    def _servers(self) -> Iterator[None]:
        """PostgreSQL, Valkey and the mail server, each unless the environment names another."""
        with ExitStack() as ending:
            if not self.given["DATABASE_URL"]:
                self.postgres = postgres.start(self.folder / "postgres")
                ending.callback(self._stop_postgres)
            if not self.given["REDIS_URL"]:
                self.valkey = valkey.start(self.folder / "valkey")
                ending.callback(self.valkey.stop)
            yield

    def _stop_postgres(self) -> None:
        if self.postgres is not None:  # the one that runs now; it may have been started again meanwhile
            self.postgres.stop()

    def _env(self, role: str) -> dict[str, str]:
        """The environment of a process that works as one of the database's roles."""
        if self.postgres is not None:
            database = self.postgres.url(role)
        else:
            database = self.owner_url if role == postgres.OWNER else self.given["DATABASE_URL"]
        redis = self.valkey.url if self.valkey is not None else self.given["REDIS_URL"]
        return self.shell | self.values | {"DATABASE_URL": database, "REDIS_URL": redis}

    def _fill(self) -> None:
        """Settings, tables, and people the first time; nothing the second time."""
        mail_port = children.free_port()
        file = self.folder / "env"
        self.values = (
            settings.keys(file) | settings.fixed(self.address, self.host, self.files) | {"SMTP_PORT": str(mail_port)}
        )
        shown = self._env(postgres.APP)
        settings.write(file, {name: shown[name] for name in settings.NAMES if name in shown})
        folders.private(self.files)
        folders.private(self.logs)
        mail = self.files / "mail"
        mailbox = ("python", "-m", "cohort.config.local.mailbox", "--port", str(mail_port), "--folder", str(mail))
        self._add("mail server", mailbox, self.shell)

        owner = self._env(postgres.OWNER)
        made, seeded = self.folder / "made-from", self.folder / "seeded"
        if not seeded.exists() and made.exists() and self.postgres is not None:
            self._start_over(self.postgres)  # a first start that was broken off half-way
        now_made_from = f"{fingerprint.of_database()} {owner['DATABASE_URL']}"
        if not made.exists() or made.read_text() != now_made_from:
            say("Setting up the database …")
            try:
                self._set_up(owner)
            except LocalServerError:
                if not seeded.exists() or self.postgres is None:
                    raise
                # Unreleased content may change under a number that is published here: these people are made up anyway.
                say("This demonstration was made by an older program; it starts afresh.")
                seeded.unlink()
                self._start_over(self.postgres)
                self._set_up(owner)
            made.write_text(now_made_from)
        if not seeded.exists():
            say("Making synthetic people …")
            run("Making people", self._manage("seed_demo"), owner, self.logs / "seed.log")
            seeded.touch()

    def _set_up(self, owner: Mapping[str, str]) -> None:
        run("Setting up", commands.filled(commands.SET_UP), owner, self.logs / "set-up.log")

    def _start_over(self, server: postgres.LocalPostgres) -> None:
        with server.connect() as connection:
            connection.execute(f"DROP DATABASE {postgres.DATABASE} WITH (FORCE)".encode())
        postgres.prepare_server(server)
        (self.folder / "made-from").unlink()
        shutil.rmtree(self.files, ignore_errors=True)
        self.files.joinpath("mail").mkdir(parents=True)

    def _start(self) -> None:
        """Web, worker and beat, each as its own role; waits until pages are answered."""
        say("Starting web, worker and beat …")
        welcome = self.logs / "welcome.txt"
        welcome.unlink(missing_ok=True)
        with beside("The welcome", self._manage("demo_welcome"), self._env(postgres.APP), welcome):
            self._add("web", commands.WEB, self._env(postgres.APP), address=f"{self.host}:{self.port}")
            deadline = time.monotonic() + READY_SECONDS
            while not _ready(self._local("/health/ready/")):
                self.supervisor.look()
                if time.monotonic() > deadline:
                    log = self.logs / "web.log"
                    raise LocalServerError(f"The pages do not answer: {children.last_line(log, 'Error')} See {log}.")
                time.sleep(0.2)
        self._add("worker", commands.WORKER, self._env(postgres.WORKER))
        self._add("beat", commands.BEAT, self._env(postgres.WORKER), folder=str(self.folder))
        say(welcome.read_text())

    def _watch(self) -> None:
        """Until a signal: start again what dies."""
        while True:
            self.supervisor.look()
            if self.postgres is not None and self.postgres.pid is None:
                say("PostgreSQL ended; starting it again.")
                self.postgres = postgres.start(self.folder / "postgres")
            if self.valkey is not None and self.valkey.process.poll() is not None:
                say("Valkey ended; starting it again.")
                self.valkey.restart()
            time.sleep(0.3)

    def _add(self, name: str, command: commands.Command, env: Mapping[str, str], **values: str) -> None:
        log = self.logs / f"{name.replace(' ', '-')}.log"
        self.supervisor.add(Child(name, commands.filled(command, **values), env, log))

    def _manage(self, command: str) -> list[str]:
        return commands.filled(("python", "manage.py", command))

    def _local(self, path: str) -> str:
        return f"http://{'127.0.0.1' if self.host == ANY_ADDRESS else self.host}:{self.port}{path}"


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            other = children.free_port()
            raise LocalServerError(
                f"Port {port} on {host} cannot be used ({error.strerror}): make demo PORT={other} takes a free one."
            ) from None


def _ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    sys.exit(main())
