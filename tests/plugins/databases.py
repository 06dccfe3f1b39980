"""Databases of a test run: a template made by the real migrations, and a clone of it for whoever needs one.

Tests are never connected as the owner or a superuser, so that rights and row-level security act as they do in
production. What a test arranges and looks at, it does as `rygvej_worker` with the reach of the whole; each request
of its client is answered as `rygvej_app`, which reaches what the request says and nothing else.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from weakref import WeakSet

import pytest

from cohort.config.local import fingerprint, folders, postgres
from tests.plugins import environment, servers

KEPT_TEMPLATES = 4
_numbers = count(1)
# Every wrapper of this process that has ever connected: a browser's test runs in greenlets and serves from threads,
# so the default connection of the moment is not all there is.
_wrappers: "WeakSet[Any]" = WeakSet()


@dataclass(frozen=True)
class Database:
    """One database: its name, and its address for each of the four roles."""

    name: str
    servers: servers.Servers

    def url(self, role: str = postgres.APP) -> str:
        return self.servers.url(role, self.name)

    @property
    def owner(self) -> str:
        return self.url(postgres.OWNER)

    @property
    def app(self) -> str:
        return self.url(postgres.APP)

    @property
    def tests(self) -> str:
        return self.url(servers.TESTS)

    @property
    def worker(self) -> str:
        return self.url(postgres.WORKER)

    @property
    def report(self) -> str:
        return self.url(postgres.REPORT)


def clone() -> Database:
    """A new database with everything `manage.py set_up` makes; about a tenth of a second."""
    place = servers.running()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    name = f"test_{os.environ[environment.RUN]}_{worker}_{os.getpid()}_{next(_numbers)}"
    place.make(name, template=_template(place))
    return Database(name, place)


@contextmanager
def cloned() -> Iterator[Database]:
    """A database for the length of a block."""
    database = clone()
    try:
        yield database
    finally:
        database.servers.drop(database.name)


def _template(place: servers.Servers) -> str:
    """The template for the migrations and content as they are now; made by the first who asks."""
    name = f"template_{fingerprint.of_database()}"
    with folders.locked(servers.FOLDER / ".template"):
        if name not in place.named(name):
            part = f"test_making_{name}"
            place.drop(part)
            place.make(part)
            set_up(place.url(postgres.OWNER, part))
            with place.administrate() as connection:
                connection.execute(f'ALTER DATABASE "{part}" RENAME TO "{name}"')
            for old in place.named("template_")[:-KEPT_TEMPLATES]:
                place.drop(old)
    return name


def set_up(url: str) -> None:
    """`manage.py set_up` as the owner, in a process of its own, as it runs in production."""
    done = subprocess.run(
        [sys.executable, folders.CHECKOUT / "manage.py", "set_up"],
        env=os.environ | environment.SETTINGS | {"DATABASE_URL": url},
        cwd=folders.CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"manage.py set_up failed:\n{done.stdout}{done.stderr}", pytrace=False)


def leave() -> None:
    """Close whatever connection of Django's is open in this process; the next statement of each connects anew."""
    for wrapper in list(_wrappers):
        if wrapper.connection is not None:
            wrapper.connection.close()
            wrapper.connection = None


@contextmanager
def django_on(database: Database) -> Iterator[None]:
    """Django's default connection of this process goes to `database`, without a pool, for the length of a block."""
    import dj_database_url
    from django.db import connections

    connection = connections["default"]
    connection.close()
    before = {**connection.settings_dict, "OPTIONS": dict(connection.settings_dict["OPTIONS"])}
    place = dj_database_url.parse(database.tests)
    connection.settings_dict.update({key: place[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None) -> Iterator[None]:
    """Replaces pytest-django's: a clone of the template instead of migrations per run."""
    with cloned() as database, django_on(database):
        yield


@pytest.fixture
def fresh_database() -> Iterator[Database]:
    """A database of one test's own, for tests with real processes."""
    with cloned() as database:
        yield database


@pytest.fixture(autouse=True, scope="session")
def _requests_as_app() -> Iterator[None]:
    """While a request is answered, the test's connection has the role of the web processes."""
    from django.core.signals import request_finished, request_started
    from django.db import connections
    from django.db.backends.signals import connection_created

    here = threading.local()

    def take(role: str) -> None:
        wrapper = connections["default"]
        if wrapper.connection is not None and not wrapper.needs_rollback:
            wrapper.connection.execute(f"SET ROLE {role}")

    def starts(**_: object) -> None:
        here.answers = True
        take(postgres.APP)

    def connects(connection: object, **_: object) -> None:
        _wrappers.add(connection)
        if getattr(here, "answers", False):
            take(postgres.APP)

    def ends(**_: object) -> None:
        here.answers = False
        take(postgres.WORKER)

    receivers = ((request_started, starts), (connection_created, connects), (request_finished, ends))
    for signal, receiver in receivers:
        signal.connect(receiver)
    yield
    for signal, receiver in receivers:
        signal.disconnect(receiver)


@pytest.fixture(autouse=True, scope="session")
def _clone_after_transactions() -> Iterator[None]:
    """A test that commits leaves its database behind: the next one gets a new clone.

    Django would empty every table instead, which the role of the tests rightly may not do, and which would
    remove the instruments.
    """
    from django.test import TransactionTestCase

    def start_again(_case: TransactionTestCase) -> None:
        from django.db import connections

        settings = connections["default"].settings_dict
        place = servers.running()
        leave()
        place.drop(settings["NAME"])
        place.make(settings["NAME"], template=_template(place))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", start_again)
        yield
