"""Every test's ground: settings, servers, databases. Fixtures of one folder stand in its own conftest."""

import os
from collections.abc import Iterator

from tests.plugins import environment

# Before Django reads its settings. pytest-django would read them earlier if pyproject.toml named them.
environment.prepare()

from tests.plugins import servers  # noqa: E402

os.environ["REDIS_URL"] = servers.own_valkey()

import django  # noqa: E402
import pytest  # noqa: E402
import pytest_django  # noqa: E402

django.setup()

pytest_plugins = ["tests.plugins.covers", "tests.plugins.databases", "tests.plugins.stack", "tests.plugins.whole_run"]


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):  # the run itself, not one of its parallel workers
        servers.hold()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        servers.release()


@pytest.fixture(autouse=True)
def the_systems_clock() -> Iterator[None]:
    """Each test begins with the system's clock, whatever one before it has left standing."""
    from cohort.common import clock

    clock.install(clock.system_time)
    yield
    clock.install(clock.system_time)


@pytest.fixture(autouse=True)
def quick_passwords(request: pytest.FixtureRequest, settings: pytest_django.Settings) -> None:
    """Hashing that is slow on purpose costs each test a second and shows nothing here.

    Real processes know only the hashing of production.
    """
    if not {"stack", "stack_with_postgres"} & set(request.fixturenames):
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
