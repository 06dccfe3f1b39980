"""`make demo` itself: what it starts it ends, what dies it mends, what it cannot do it says in one line."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import psycopg
import pytest

from cohort.config.demo.joining import PEOPLE as SIGNED_UP
from cohort.config.demo.office import BY_POST, TWICE
from cohort.config.demo.seed import PARTICIPANTS as ENROLLED
from cohort.config.local import children, folders, postgres, settings, valkey

pytestmark = pytest.mark.flow

EVERYBODY = ENROLLED + len(SIGNED_UP) + len(BY_POST) + len(TWICE)
FIRST_START_SECONDS = 170.0
PEOPLE = """
    select p.study_number, count(a.id) from members_participant p
    left join questionnaires_assignment a on a.participant_id = p.id and a.state = 'submitted' group by 1
"""


class Demo:
    """The demonstration of one folder, run as `make demo` runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = children.free_port()
        self.runs = 0
        self.family: list[psutil.Process] = []
        self.named: dict[str, str] = {}

    def argv(self, port: int | None = None) -> list[str]:
        module = "cohort.config.local.demo"
        return [sys.executable, "-m", module, "--port", str(port or self.port), "--folder", str(self.folder)]

    def env(self) -> dict[str, str]:
        """A shell with nothing in it that the tests have put there."""
        kept = ("PATH", "LANG", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
        shell = {name: os.environ[name] for name in kept if name in os.environ}
        return shell | {"HOME": "/nonexistent"} | self.named

    def start(self) -> None:
        self.runs += 1
        self.log = self.folder.with_name(f"{self.folder.name}-{self.runs}.log")
        self.process = children.spawn(self.argv(), log=self.log, env=self.env(), cwd=folders.CHECKOUT)
        ready = children.until(self.is_up, FIRST_START_SECONDS, every=0.3)
        assert ready, self.said()
        assert self.process.poll() is None, self.said()
        self.family = psutil.Process(self.process.pid).children(recursive=True)

    def is_up(self) -> bool:
        return self.process.poll() is not None or "Ctrl-C stops everything" in self.said()

    def said(self) -> str:
        return self.log.read_text()

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        if self.process.poll() is None:
            self.process.send_signal(number)
        return self.process.wait(30)

    def left(self) -> list[str]:
        """Processes of the last start that still live."""
        return [" ".join(one.cmdline()) for one in self.family if children.alive(one.pid)]

    def refused(self, port: int) -> str:
        """What another start says, which must be one line and a failure."""
        done = subprocess.run(
            self.argv(port),
            env=self.env(),
            cwd=folders.CHECKOUT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert done.returncode == 2, done.stdout
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1, done.stderr
        return done.stderr

    def front_page(self) -> int:
        """The status a signed-out visitor gets."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=20) as page:
            return int(page.status)

    def people(self) -> dict[str, int]:
        """Who is in the demonstration's database, by study number, with how many questionnaires each has sent."""
        address = settings.read(self.folder / "env")["DATABASE_URL"].replace(postgres.APP, postgres.WORKER)
        with psycopg.connect(address) as connection:
            connection.execute("SELECT set_config('rygvej.whole', 'yes', false)")
            return dict(connection.execute(PEOPLE).fetchall())

    def env_file(self) -> str:
        return (self.folder / "env").read_text()


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """Below .rygvej, because pytest's own folder is closed to the user PostgreSQL runs as when we are root."""
    folder = folders.LOCAL / "test" / f"demo-{os.getpid()}"
    folder.mkdir(parents=True)
    demo = Demo(folder)
    yield demo
    if demo.process.poll() is None:
        demo.stop(signal.SIGKILL)
    for one in demo.family:
        if children.alive(one.pid):
            one.kill()
    shutil.rmtree(folder)
    for log in folder.parent.glob(f"{folder.name}-*.log"):
        log.unlink()


def test_from_nothing_to_pages_and_back(demo: Demo) -> None:
    demo.start()
    assert f"http://localhost:{demo.port}/" in demo.said()
    assert demo.front_page() == 200
    made = demo.people()
    assert len(made) == EVERYBODY
    assert sum(made.values()) > EVERYBODY, "they have answered"
    assert (demo.folder / "env").stat().st_mode & 0o077 == 0
    running = " ".join(" ".join(one.cmdline()) for one in demo.family)
    for part in ("postgres", "valkey-server", "local.mailbox", "gunicorn", "worker", "beat"):
        assert part in running, part

    assert re.search(
        rf"Port {demo.port} .* make demo PORT=\d+", Demo(demo.folder.with_name("other")).refused(demo.port)
    )
    assert "runs already" in demo.refused(children.free_port())

    assert demo.stop() == 0
    assert demo.said().endswith("Stopping …\nStopped.\n")
    assert children.until(lambda: demo.left() == [], 5), demo.left()


def test_after_kill_9_it_starts_again_with_the_same_data(demo: Demo) -> None:
    before = demo.env_file()
    demo.start()
    assert "Making synthetic people" not in demo.said()
    people = demo.people()
    assert len(people) == EVERYBODY
    demo.stop(signal.SIGKILL)
    assert children.until(lambda: demo.left() == [], 20), demo.left()  # they end with it

    demo.start()
    assert demo.front_page() == 200
    assert "Making synthetic people" not in demo.said()
    assert demo.people() == people
    keys = re.findall(r"^(?:SECRET_KEY|FIELD_KEYS|LOOKUP_KEY)=.*$", before, flags=re.MULTILINE)
    assert len(keys) == 3
    assert all(key in demo.env_file() for key in keys)


def test_what_dies_is_named_and_comes_back(demo: Demo) -> None:
    log = demo.folder / "logs" / "worker.log"
    began = log.read_text().count(" ready.")
    worker = next(one for one in demo.family if "worker" in one.cmdline() and one.ppid() == demo.process.pid)
    worker.kill()
    assert children.until(lambda: "worker ended (signal 9); it starts again in 1 s." in demo.said(), 20)
    assert children.until(lambda: log.read_text().count(" ready.") > began, 60), log.read_text()

    server = next(one for one in demo.family if "postgres" in one.name() and one.ppid() == demo.process.pid)
    server.kill()
    assert children.until(lambda: "PostgreSQL ended; starting it again." in demo.said(), 20)
    assert children.until(lambda: answers(demo), 60)

    demo.family = psutil.Process(demo.process.pid).children(recursive=True)
    assert demo.stop(signal.SIGTERM) == 0
    assert children.until(lambda: demo.left() == [], 5), demo.left()


def test_what_an_older_program_made_is_made_anew(demo: Demo) -> None:
    """A questionnaire has changed under a number that is published there."""
    server = postgres.start(demo.folder / "postgres")
    with server.connect(database=postgres.DATABASE) as connection:
        connection.execute("SET session_replication_role = replica")  # the database refuses it otherwise
        connection.execute("UPDATE questionnaires_version SET checksum = md5(checksum)")
    server.stop()
    (demo.folder / "made-from").write_text("something older")
    demo.start()
    assert "it starts afresh" in demo.said()
    assert len(demo.people()) == EVERYBODY
    assert demo.stop() == 0


def answers(demo: Demo) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{demo.port}/health/ready/", timeout=5) as page:
            return bool(page.status == 200)
    except OSError:
        return False


def test_a_port_of_somebody_else_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        line = Demo(tmp_path / "demo").refused(taken.getsockname()[1])
    assert "make demo PORT=" in line


def test_real_servers_are_used_where_they_are_named() -> None:
    folder = folders.LOCAL / "test" / f"named-{os.getpid()}"
    with ExitStack() as ending:
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        database = postgres.start(folder / "postgres")
        ending.callback(shutil.rmtree, database.socket, ignore_errors=True)
        ending.callback(database.kill)
        redis = valkey.start(folder / "valkey")
        ending.callback(redis.kill)
        demo = Demo(folder / "demo")
        demo.folder.mkdir()
        settings.write(demo.folder / "env", settings.keys(demo.folder / "env"))
        (demo.folder / "seeded").touch()  # people are not what this is about
        demo.named = {"DATABASE_URL": database.url(postgres.OWNER), "REDIS_URL": redis.url}
        demo.start()
        ending.callback(demo.stop, signal.SIGKILL)
        assert answers(demo)
        names = [one.name() for one in demo.family]
        assert not [name for name in names if "postgres" in name or "valkey" in name]
        with database.connect(database=postgres.DATABASE) as connection:
            assert connection.execute("select count(*) > 0 from questionnaires_version").fetchone() == (True,)
        assert demo.stop() == 0
        assert database.answers()
        assert redis.answers()
