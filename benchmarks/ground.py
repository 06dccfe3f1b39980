"""Servers and databases of the bench: an embedded PostgreSQL and Valkey of its own under `.rygvej/bench/`."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from psycopg import sql

from benchmarks.seed import copies
from cohort.config.local import children, commands, fingerprint, folders, postgres, valkey
from tests.plugins import environment
from tests.plugins.servers import Embedded, Servers

FOLDER = folders.LOCAL / "bench"
PEOPLE_PER_PRACTICE = 100
READY_SECONDS = 60.0
SETTINGS = "cohort.config.settings"
SETTINGS_OFF = "benchmarks.settings_off"


class GroundFault(RuntimeError):
    """Something of the bench's surroundings did not come up; the text says what."""


@dataclass
class Web:
    """The web process as in production, on one database and with one settings module."""

    port: int
    pid: int


@dataclass
class Ground:
    """Where a bench runs; everything it started ends with `ending`."""

    place: Servers
    redis_url: str
    folder: Path
    database_pid: int
    ending: ExitStack = field(default_factory=ExitStack)

    def env(self, url: str, **more: str) -> dict[str, str]:
        """Settings of a process on a database; nothing of the caller's."""
        own = {name: value for name, value in os.environ.items() if not name.endswith("_FILE")}
        files = folders.private(self.folder / "files")
        # One proxy of ours in front: each person has an address of their own, so limits count people, not the bench.
        fixed = {"REDIS_URL": self.redis_url, "FILES_DIR": str(files), "TRUSTED_PROXIES": "1"}
        return own | environment.SETTINGS | {"DATABASE_URL": url} | fixed | more

    def run(self, argv: Sequence[str], env: Mapping[str, str]) -> str:
        """A process of ours to its end; what it said. Raises GroundFault."""
        done = subprocess.run(
            [sys.executable, *argv], env=env, cwd=folders.CHECKOUT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise GroundFault(f"{' '.join(argv)}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
        return done.stdout

    def web(self, name: str, url: str, *, settings: str = SETTINGS, **more: str) -> Web:
        """Start gunicorn with the command of production and wait for its first answer."""
        port = children.free_port()
        more = {"PUBLIC_URL": f"http://127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": settings} | more
        argv = commands.filled(commands.WEB, address=f"127.0.0.1:{port}", folder=str(self.folder))
        log = self.folder / f"{name}.log"
        log.unlink(missing_ok=True)
        process = children.spawn(argv, log=log, env=self.env(url, **more), cwd=folders.CHECKOUT)
        self.ending.callback(children.stop, process, postgres.FAST_STOP)
        if not children.until(lambda: _listens(log) or process.poll() is not None, READY_SECONDS) or process.poll():
            raise GroundFault(f"{name} does not answer:\n{log.read_text()[-4000:]}")
        return Web(port, process.pid)

    def seeded(self, participants: int) -> str:
        """The database with that many participants as of today; made once a day and after each change of the tables."""
        name = f"bench_{participants}_{fingerprint.of_database()}_{datetime.now(UTC):%m%d}"
        if name in self.place.named("bench_"):
            return name
        for old in self.place.named(f"bench_{participants}_"):
            self.place.drop(old)
        part = "making_bench"
        self.place.drop(part)
        self.place.make(part)
        self.seed(part, participants)
        with self.place.administrate() as connection:
            connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (part, name))))
        return name

    def seed(self, database: str, participants: int) -> None:
        """Fill an empty database: tables and rights as the owner, people as the superuser."""
        self.run(["manage.py", "set_up"], self.env(self.place.url(postgres.OWNER, database)))
        superuser = self.env(self.place.url(postgres.SUPERUSER, database), DEMO="true")
        practices = max(participants // PEOPLE_PER_PRACTICE, 2)
        self.run(["-m", "benchmarks.seed.originals", str(practices)], superuser)
        with self.place.administrate(database) as connection:
            copies.multiply(connection, participants)
            connection.execute("VACUUM ANALYZE")

    def clone(self, template: str, name: str) -> str:
        """A database like another, for one run."""
        self.place.drop(name)
        self.place.make(name, template=template)
        self.ending.callback(self.place.drop, name)
        return name

    def url(self, database: str, role: str = postgres.APP) -> str:
        return self.place.url(role, database)


def start() -> Ground:
    """The bench's own servers; PostgreSQL flushes to disk as in production. A second bench waits for the first."""
    with ExitStack() as ending:
        folders.private(FOLDER)
        ending.enter_context(folders.locked(FOLDER / ".lock"))
        server = postgres.start(FOLDER / "postgres")
        ending.callback(server.stop)
        broker = valkey.start(FOLDER / "valkey")
        ending.callback(broker.stop)
        pid = server.pid
        if pid is None:
            raise GroundFault("PostgreSQL has ended")
        return Ground(Embedded(server), broker.url, FOLDER, pid, ending.pop_all())
    raise AssertionError("unreachable")


def _listens(log: Path) -> bool:
    """Both workers of the web process have said that they are up."""
    return log.exists() and log.read_text(errors="replace").count("Booting worker") >= 2
