"""The tests' own ground: connected as the application's role, in a database with everything set up."""

import psycopg
import pytest
from django.db import connection

from tests.plugins.databases import Database


def ask(question: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_tests_are_never_a_superuser_nor_the_owner() -> None:
    assert ask("select current_user, session_user") == [("rygvej_app", "rygvej_app")]
    assert ask(
        "select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname = current_user"
    ) == [(False, False, False, False)]


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
