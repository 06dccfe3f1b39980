"""The embedded PostgreSQL mends what a kill leaves and keeps to itself."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cohort.config.local import children, folders, postgres

pytestmark = pytest.mark.flow


class Folder:
    """A data folder, and every server that a test starts in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.started: list[postgres.LocalPostgres] = []

    def start(self, below: str = "") -> postgres.LocalPostgres:
        self.started.append(postgres.start(self.path / below))
        return self.started[-1]


@pytest.fixture
def folder() -> Iterator[Folder]:
    """Not pytest's own folder: that one is closed to the user PostgreSQL runs as when we are root."""
    folder = Folder(folders.LOCAL / "test" / f"unit-{os.getpid()}")
    folder.path.mkdir(parents=True)
    yield folder
    for server in folder.started:
        server.kill()
        shutil.rmtree(server.socket, ignore_errors=True)
    shutil.rmtree(folder.path)


def remember(server: postgres.LocalPostgres) -> None:
    with server.connect(database=postgres.DATABASE) as connection:
        connection.execute("create table if not exists remembered as select 42 as it")


def remembers(server: postgres.LocalPostgres) -> bool:
    with server.connect(database=postgres.DATABASE) as connection:
        return connection.execute("select it from remembered").fetchall() == [(42,)]


def test_it_keeps_its_data_over_an_ordered_end_and_a_kill(folder: Folder) -> None:
    server = folder.start()
    remember(server)
    server.stop()
    assert server.pid is None

    server = folder.start()
    assert remembers(server)
    server.kill()
    assert (server.data / "postmaster.pid").exists()  # what a kill leaves

    server = folder.start()
    assert remembers(server)


def test_a_lock_that_names_a_living_stranger_is_mended(folder: Folder) -> None:
    server = folder.start()
    remember(server)
    server.kill()
    lock = server.data / "postmaster.pid"
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")  # the number is ours now
    assert remembers(folder.start())


def test_a_folder_that_was_made_only_half_is_made_again(folder: Folder) -> None:
    server = folder.start()
    server.stop()
    (server.data / "PG_VERSION").unlink()
    assert folder.start().answers()


def test_a_second_start_finds_the_first(folder: Folder) -> None:
    first = folder.start()
    second = folder.start()
    assert second.process is None
    assert second.pid == first.pid
    second.stop()
    assert first.pid is None


def test_it_ends_with_whoever_started_it(folder: Folder) -> None:
    load = "from pathlib import Path; from cohort.config.local import postgres"
    code = f"{load}; postgres.start(Path({str(folder.path)!r}))"
    starter = [sys.executable, "-c", f"{code}; import os, signal; os.kill(os.getpid(), signal.SIGKILL)"]
    assert subprocess.run(starter, check=False).returncode == -signal.SIGKILL
    assert children.until(lambda: postgres.running(folder.path) is None, 10)


def test_a_checkout_may_lie_deep(folder: Folder) -> None:
    server = folder.start("/".join(["a-folder-with-quite-a-long-name"] * 5))
    assert server.answers()
    assert len(str(server.socket / ".s.PGSQL.5432.lock")) < 108


def test_nobody_else_may_look_at_the_socket(folder: Folder) -> None:
    assert folder.start().socket.stat().st_mode & 0o077 == 0


def test_the_callers_environment_does_not_reach_it(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGDATA", "/nowhere")
    monkeypatch.setenv("PGPORT", "1")
    monkeypatch.setenv("LC_ALL", "xx_YY")
    server = folder.start()
    assert (server.socket / ".s.PGSQL.5432").exists()


def test_the_roles_can_do_no_more_than_they_should(folder: Folder) -> None:
    server = folder.start()
    with server.connect() as connection:
        rows = connection.execute(
            "select rolname from pg_roles where rolname like 'rygvej_%' and rolcanlogin and not"
            " (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication) order by 1"
        ).fetchall()
    assert [row[0] for row in rows] == ["rygvej_app", "rygvej_owner", "rygvej_report", "rygvej_worker"]
    with psycopg.connect(server.url(postgres.OWNER)) as connection:
        connection.execute("create table owned (a int)")
    with psycopg.connect(server.url(postgres.APP)) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("create table mine (a int)")
    with psycopg.connect(server.url(postgres.REPORT)) as connection, pytest.raises(psycopg.Error):
        connection.execute("select * from owned")


def test_a_server_made_before_gets_the_limits_too(folder: Folder) -> None:
    server = folder.start()
    with server.connect() as connection:
        connection.execute("alter role rygvej_worker reset all")
    folder.start()
    for role, limits in ((postgres.APP, ("15s", "5s", "2min")), (postgres.WORKER, ("1min", "5s", "2min"))):
        with psycopg.connect(server.url(role)) as connection:
            for name, limit in zip(
                ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"), limits, strict=True
            ):
                assert connection.execute("select current_setting(%s)", [name]).fetchone() == (limit,)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root starts servers as another user")
def test_root_opens_no_folder_to_others(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    server = postgres.start(closed / "postgres")
    try:
        assert server.answers()
        assert closed.stat().st_mode & 0o077 == 0
        assert closed not in server.data.parents
    finally:
        server.kill()
        shutil.rmtree(server.data.parent)
        shutil.rmtree(server.socket)
