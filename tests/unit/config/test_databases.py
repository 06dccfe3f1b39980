"""The tests' own ground: connected as the program's roles, in a database with everything set up."""

import psycopg
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from cohort.config import views
from tests.plugins.databases import Database


def ask(question: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_tests_are_never_a_superuser_nor_the_owner() -> None:
    assert ask("select current_user, session_user") == [("rygvej_worker", "rygvej_tests")]
    assert ask(
        "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"
    ) == [(False, False, False, False)]


@pytest.mark.django_db
def test_a_request_is_answered_as_the_role_of_the_web(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[object, ...]] = []

    def look(*_: object, **__: object) -> HttpResponse:
        seen.extend(ask("select current_user, current_setting('rygvej.whole', true)"))
        return HttpResponse()

    monkeypatch.setattr(views, "render", look)
    client.get("/")
    assert seen == [("rygvej_app", "")]
    assert ask("select current_user, current_setting('rygvej.whole', true)") == [("rygvej_worker", "yes")]


@pytest.mark.django_db
def test_the_clone_is_migrated() -> None:
    assert ask("select count(*) > 20 from django_migrations") == [(True,)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_what_one_test_commits_the_next_does_not_see(turn: int) -> None:
    assert ask("select count(*) from django_session") == [(0,)]
    with connection.cursor() as cursor:
        cursor.execute("insert into django_session values ('a', 'b', now())")


def test_a_fresh_database_has_an_address_for_each_role(fresh_database: Database) -> None:
    for role in ("owner", "app", "worker", "report"):
        with psycopg.connect(getattr(fresh_database, role)) as open_connection:
            row = open_connection.execute("select current_user, current_database()").fetchone()
        assert row == (f"rygvej_{role}", fresh_database.name)


def test_only_the_four_roles_may_connect(fresh_database: Database) -> None:
    with fresh_database.servers.administrate() as admin:
        row = admin.execute("select has_database_privilege('public', %s, 'connect')", [fresh_database.name]).fetchone()
    assert row == (False,)
