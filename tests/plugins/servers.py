"""The servers of a test run: embedded ones, or those that DATABASE_URL and REDIS_URL name.

The embedded PostgreSQL in `.rygvej/test/` is started by the first test that needs it and shared by all
processes and runs of this checkout; the last one that leaves ends it. Each process has its own Valkey.
"""

import fcntl
import functools
import os
import secrets
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from cohort.config.local import folders, postgres, valkey
from cohort.config.local.errors import LocalServerError
from tests.plugins import environment

FOLDER = folders.LOCAL / "test"
TESTS = "rygvej_tests"  # acts as the worker with the reach of the whole, and as the web processes in a request
ROLES = (postgres.OWNER, postgres.APP, postgres.WORKER, postgres.REPORT)
TESTS_ROLE = f"""
CREATE ROLE {TESTS} LOGIN;
GRANT {postgres.APP}, {postgres.WORKER} TO {TESTS} WITH INHERIT FALSE, SET TRUE;
ALTER ROLE {TESTS} SET role = '{postgres.WORKER}';
ALTER ROLE {TESTS} SET rygvej.whole = 'yes';
ALTER ROLE {TESTS} SET statement_timeout = '60s';
ALTER ROLE {TESTS} SET lock_timeout = '5s';
ALTER ROLE {TESTS} SET log_min_error_statement = 'panic';
ALTER ROLE {TESTS} SET log_error_verbosity = 'terse';
"""


class Servers:
    """Where databases are made: `url(role, database)` and a connection to administrate with."""

    def url(self, role: str, database: str) -> str:
        raise NotImplementedError

    def administrate(self, database: str = "postgres") -> psycopg.Connection:
        raise NotImplementedError

    def make(self, database: str, *, template: str = "template0") -> None:
        """A database that belongs to the owner role, with the rights of a real one."""
        with self.administrate() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
                    sql.Identifier(database), sql.Identifier(postgres.OWNER), sql.Identifier(template)
                )
            )
        with self.administrate(database) as connection:
            connection.execute(postgres.DATABASE_SQL.read_bytes())
        self.let_tests_in(database)

    def let_tests_in(self, database: str) -> None:
        """The role of the tests may connect to the database."""
        with self.administrate() as connection, folders.locked(FOLDER / ".role"):
            if connection.execute("select from pg_roles where rolname = %s", [TESTS]).fetchone() is None:
                connection.execute(TESTS_ROLE.encode())
            connection.execute(
                sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(database), sql.Identifier(TESTS))
            )

    def drop(self, database: str) -> None:
        """Remove a database. Whoever is leaving it gets the time the server allows; who then stays is cut off.

        FORCE at once would send signals to processes that are ending anyway, by their numbers; one run saw the
        connection of another test cut so.
        """
        plainly = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(database))
        with self.administrate() as connection:
            try:
                connection.execute(plainly)
            except psycopg.errors.ObjectInUse:
                connection.execute(plainly + sql.SQL(" WITH (FORCE)"))

    def named(self, prefix: str) -> Sequence[str]:
        """Databases whose names begin so, the oldest first."""
        with self.administrate() as connection:
            rows = connection.execute(
                "select datname from pg_database where starts_with(datname, %s) order by oid", [prefix]
            )
            return [str(row[0]) for row in rows]


@dataclass
class Embedded(Servers):
    """The shared embedded server of this checkout."""

    server: postgres.LocalPostgres

    def url(self, role: str, database: str) -> str:
        return self.server.url(role, database)

    def administrate(self, database: str = "postgres") -> psycopg.Connection:
        return self.server.connect(database=database)


@dataclass
class Given(Servers):
    """A server for tests that DATABASE_URL names; its role may create databases and roles.

    The four roles get a password of this run there, so a server that holds a real Rygvej is refused.
    """

    address: str
    password: str

    def url(self, role: str, database: str) -> str:
        parts = urlsplit(self.address)
        place = parts.netloc.rpartition("@")[2]
        return urlunsplit(parts._replace(netloc=f"{role}:{quote(self.password)}@{place}", path=f"/{database}"))

    def administrate(self, database: str = "postgres") -> psycopg.Connection:
        return psycopg.connect(urlunsplit(urlsplit(self.address)._replace(path=f"/{database}")), autocommit=True)

    def prepare(self) -> None:
        """Roles with this run's password."""
        if self.named(postgres.DATABASE):
            raise LocalServerError("DATABASE_URL names a server with a database 'rygvej': tests want another one.")
        with self.administrate() as connection:
            connection.execute(postgres.ROLES_SQL.read_bytes())
            for role in (*ROLES, TESTS):
                if connection.execute("select from pg_roles where rolname = %s", [role]).fetchone() is None:
                    connection.execute(TESTS_ROLE.encode())
                connection.execute(
                    sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(self.password))
                )


@functools.cache
def running() -> Servers:
    """The servers of this run, started if nobody has yet."""
    given = os.environ.get(environment.GIVEN_DATABASE)
    if given:
        server = Given(given, f"tests-{os.environ[environment.RUN]}")
        with folders.locked(FOLDER / ".start"):
            server.prepare()
        return server
    with folders.locked(FOLDER / ".start"):
        return Embedded(_embedded())


def _embedded() -> postgres.LocalPostgres:
    folder = FOLDER / "postgres"
    try:
        return postgres.start(folder, outlive=True, durable=False)
    except LocalServerError:
        # Not flushed to disk, so a crash of the machine may have spoiled it: there is nothing to keep.
        if _users(exclusive=True) is None:
            raise
        shutil.rmtree(folder)
        return postgres.start(folder, outlive=True, durable=False)


_held: "IO[str] | None" = None


def hold() -> None:
    """Count this process as a user of the shared server, until it ends."""
    global _held
    _held = _users(exclusive=False)


def release() -> None:
    """Leave; the last user ends the shared server and removes what dead runs left in it."""
    global _held
    if _held is not None:
        _held.close()
        _held = None
    alone = _users(exclusive=True)
    if alone is None or os.environ.get(environment.GIVEN_DATABASE):
        return
    with alone, folders.locked(FOLDER / ".start"):
        folder = FOLDER / "postgres"
        if not folder.exists():
            return
        server = postgres.running(folder)
        if server is not None:
            if server.answers():
                embedded = Embedded(server)
                for database in embedded.named("test_"):
                    embedded.drop(database)
            server.stop()


def _users(*, exclusive: bool) -> "IO[str] | None":
    FOLDER.mkdir(parents=True, exist_ok=True)
    handle = (FOLDER / ".users").open("a")
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB if exclusive else fcntl.LOCK_SH)
    except BlockingIOError:
        handle.close()
        return None
    return handle


def own_valkey() -> str:
    """The address of this process's own Valkey, started now; it ends with the process."""
    if given := os.environ.get(environment.GIVEN_REDIS):
        return given
    folder = Path(tempfile.gettempdir()) / f"rygvej-test-{secrets.token_hex(4)}"
    server = valkey.start(folder)

    import atexit

    @atexit.register
    def end() -> None:
        server.kill()
        shutil.rmtree(folder, ignore_errors=True)

    return server.url
