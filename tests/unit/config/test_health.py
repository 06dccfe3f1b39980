import pytest
from django.conf import LazySettings
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from cohort.config import health

UNUSED = "redis://127.0.0.1:1/0"


@pytest.fixture(autouse=True)
def _fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_seen_complete", False)


@pytest.mark.covers("S49")
def test_living_needs_nothing(client: Client, settings: LazySettings) -> None:
    """No database mark: a query would fail this test."""
    settings.REDIS_URL = UNUSED
    response = client.get("/health/live/")
    assert (response.status_code, response.content) == (200, b"alive\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_with_everything(client: Client) -> None:
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()) == (200, {"database": "up", "redis": "up"})


@pytest.mark.covers("S49")
@pytest.mark.django_db
def test_ready_without_redis(client: Client, settings: LazySettings) -> None:
    settings.REDIS_URL = UNUSED
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()) == (200, {"database": "up", "redis": "down"})


@pytest.mark.covers("S49")
@pytest.mark.django_db
def test_not_ready_before_migrations(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(MigrationExecutor, "migration_plan", lambda *_: [("members", False)])
        response = client.get("/health/ready/")
        assert (response.status_code, response.json()["database"]) == (503, "not migrated")
    assert client.get("/health/ready/").status_code == 200


@pytest.mark.django_db
def test_migrations_are_looked_at_once(client: Client, django_assert_num_queries: object) -> None:
    client.get("/health/ready/")
    with django_assert_num_queries(1):  # type: ignore[operator]
        client.get("/health/ready/")


@pytest.mark.django_db
def test_not_ready_without_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("canary-7f3@example.dk")

    monkeypatch.setattr(health.connection, "cursor", refuse)
    response = client.get("/health/ready/")
    assert (response.status_code, response.json()["database"]) == (503, "down")


def test_only_looking_is_allowed(client: Client) -> None:
    assert client.post("/health/live/").status_code == 405
