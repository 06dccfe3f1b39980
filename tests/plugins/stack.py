"""Real processes for one test: web, worker and beat as in production, on a database, Valkey and mail server of its own.

    def test_mail_is_sent(stack: Stack) -> None:
        stack.start("worker", "beat")
        ...                                   # the ORM of the test sees the same database, and commits
        stack.wait(lambda: stack.mail.mails, "a mail")

Everything ends with the test, however it ends. `stack_with_postgres` has a PostgreSQL of its own that may be killed.
"""

import os
import shutil
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cohort.config.demo.clock import FileClock
from cohort.config.local import children, commands, folders, postgres, valkey
from tests.plugins import databases, environment, servers
from tests.plugins.databases import Database
from tests.plugins.mailserver import Mailserver

WAIT_SECONDS = 45.0
COMMANDS = {
    "web": (commands.WEB, postgres.APP),
    "worker": (commands.WORKER, postgres.WORKER),
    "beat": (commands.BEAT, postgres.WORKER),
}


class Process:
    """One process of the program; `kill` is kill -9 for it and its children."""

    def __init__(self, stack: "Stack", name: str) -> None:
        self.stack, self.name = stack, name
        self.log = stack.folder / f"{name}.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.wanted = False

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        self.wanted = True
        command, role = COMMANDS[self.name]
        argv = commands.filled(command, address=f"127.0.0.1:{self.stack.port}", folder=str(self.stack.folder))
        self.process = children.spawn(argv, log=self.log, env=self.stack.env(role), cwd=folders.CHECKOUT)

    def kill(self) -> None:
        self._end(((signal.SIGKILL, 5.0),))

    def stop(self, seconds: float = 30.0) -> int:
        """SIGTERM, and the exit code; after `seconds` the process is killed."""
        return self._end(((signal.SIGTERM, seconds), (signal.SIGKILL, 5.0)))

    def restart(self) -> None:
        self.kill()
        self.start()

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def come_back(self) -> None:
        """Start it again if it has ended by itself, as the supervisor and `restart:` of compose do."""
        if self.wanted and not self.alive:
            self.kill()  # what may be left of its children
            self.start()

    def _end(self, steps: tuple[tuple[signal.Signals, float], ...]) -> int:
        self.wanted = False
        return children.stop(self.process, steps) if self.process is not None else 0


class Stack:
    """The parts of one test's program, each with `start`, `stop`, `kill` and `restart` where that makes sense."""

    def __init__(self, folder: Path, database: Database, own_postgres: postgres.LocalPostgres | None = None) -> None:
        self.folder, self.database, self._postgres = folder, database, own_postgres
        self.port = children.free_port()
        self.files = folder / "files"
        self.files.mkdir(mode=0o700)
        self.clock = FileClock(self.files / "clock")
        self.mail = Mailserver()
        self.valkey = valkey.start(folder / "valkey")
        self.web, self.worker, self.beat = (Process(self, name) for name in COMMANDS)
        # Put more in before `start`. DEMO is the program's own way to a clock that moves.
        self.environment: dict[str, str] = {"DEMO": "true"}

    @property
    def processes(self) -> dict[str, Process]:
        return {"web": self.web, "worker": self.worker, "beat": self.beat}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill_postgres(self) -> None:
        """kill -9 of the whole PostgreSQL, which must be this test's own."""
        assert self._postgres is not None, "use the fixture stack_with_postgres"
        self._postgres.kill()

    def restart_postgres(self) -> None:
        """Start the own PostgreSQL again, at the same address; it recovers by itself."""
        assert self._postgres is not None, "use the fixture stack_with_postgres"
        self._postgres.process = postgres.start(self._postgres.log.parent).process

    def env(self, role: str = postgres.APP) -> dict[str, str]:
        """Settings of a process that works as one of the database's roles."""
        return (
            os.environ
            | environment.SETTINGS
            | {
                "DATABASE_URL": self.database.url(role),
                "REDIS_URL": self.valkey.url,
                "SMTP_PORT": str(self.mail.port),
                "PUBLIC_URL": self.address,
                "FILES_DIR": str(self.files),
            }
            | self.environment
        )

    def start(self, *names: str) -> None:
        """Start the named processes (all of them if none is named) and wait until they work."""
        wanted = names or tuple(COMMANDS)
        for name in wanted:
            self.processes[name].start()
        if "web" in wanted:
            self.wait(lambda: self.get("/health/ready/") == 200, "the pages")
        if "worker" in wanted:
            self.wait(lambda: "ready." in self.worker.said(), "the worker")

    def get(self, path: str) -> int:
        """The status of a page, 0 if nobody answers."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=5) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def wait(self, true: Callable[[], Any], what: str, seconds: float = WAIT_SECONDS) -> None:
        """Until `true`, or fail with what was waited for and the last lines of every log.

        Meanwhile a process that ends by itself comes back, as in production; one that the test killed does not.
        """

        def look() -> bool:
            for process in self.processes.values():
                process.come_back()
            return bool(true())

        if not children.until(look, seconds, every=0.1):
            logs = [f"--- {name}\n{process.said()[-3000:]}" for name, process in self.processes.items()]
            pytest.fail(f"{what}: not within {seconds:.0f} s\n" + "\n".join(logs), pytrace=False)

    def later(self, by: timedelta) -> None:
        """Move the clock of all processes and of this test forward."""
        self.clock.move(by)

    def manage(self, *words: str, role: str = postgres.OWNER) -> str:
        """`manage.py`; its output."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            env=self.env(role),
            cwd=folders.CHECKOUT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def close(self) -> None:
        """End everything, at once and without asking."""
        for process in self.processes.values():
            process.kill()
        self.mail.stop()
        self.valkey.kill()


@contextmanager
def running(
    folder: Path, database: Database, blocker: Any, own_postgres: postgres.LocalPostgres | None = None
) -> Iterator[Stack]:
    """A stack whose database and clock are this process's own as well."""
    from cohort.common import clock

    stack = Stack(folder, database, own_postgres)
    try:
        stack.mail.start()
        with databases.django_on(database), blocker.unblock(), clock.use(stack.clock):
            yield stack
    finally:
        stack.close()


@pytest.fixture
def stack(
    tmp_path: Path, fresh_database: Database, django_test_environment: None, django_db_blocker: Any
) -> Iterator[Stack]:
    """Processes on a fresh database of the shared server."""
    with running(tmp_path, fresh_database, django_db_blocker) as stack:
        yield stack


@pytest.fixture(scope="module")
def own_postgres() -> Iterator[postgres.LocalPostgres]:
    """A PostgreSQL that a test may kill; it flushes to disk as in production."""
    folder = servers.FOLDER / f"drill-{os.getpid()}"
    with ExitStack() as ending:
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        server = postgres.start(folder)
        ending.callback(shutil.rmtree, server.socket, ignore_errors=True)
        ending.callback(server.kill)
        databases.set_up(server.url(postgres.OWNER))
        servers.Embedded(server).let_tests_in(postgres.DATABASE)
        yield server


@pytest.fixture
def stack_with_postgres(
    tmp_path: Path, own_postgres: postgres.LocalPostgres, django_test_environment: None, django_db_blocker: Any
) -> Iterator[Stack]:
    """Processes on a PostgreSQL of their own; its data stay for the other tests of the module."""
    database = Database(postgres.DATABASE, servers.Embedded(own_postgres))
    with running(tmp_path, database, django_db_blocker, own_postgres) as stack:
        yield stack
