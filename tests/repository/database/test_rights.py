"""What each role of the database may do, as the database itself tells it after `manage.py set_up`."""

from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import connection

from cohort.config.columns import THIRD_PARTY
from cohort.config.local import postgres
from tests.repository.database.test_columns import our_models
from tests.repository.scan.sources import assert_none

pytestmark = pytest.mark.django_db

# Whoever reads these could act as somebody else, or see who looked at whom.
SECRETS = ("members.PersonalLink", "sessions.Session", "account.EmailConfirmation", "mfa.Authenticator", "audit.Entry")
FROZEN = ("audit_entry", "members_consentdecision", "members_consenttext", "questionnaires_version")
PROGRAM = (postgres.APP, postgres.WORKER)


def may(role: str, tables: Iterable[str], *rights: str) -> list[str]:
    """Each right that the role has to one of the tables, or to a column of it where columns have that right."""
    found = []
    with connection.cursor() as cursor:
        for table in tables:
            for right in rights:
                of_columns = right in ("SELECT", "INSERT", "UPDATE")
                check = "has_any_column_privilege" if of_columns else "has_table_privilege"
                cursor.execute(f"select {check}(%s, %s, %s)", [role, f'public."{table}"', right])
                if cursor.fetchone()[0]:
                    found.append(f"{role} may {right} {table}")
    return found


def identifying() -> set[str]:
    """Tables with a column that tells who a person is or lets somebody in, ours and those of libraries."""
    classes = {model._meta.db_table: set(vars(model)["columns"].values()) for model in our_models()}
    ours = {table for table, kinds in classes.items() if kinds & {"identifying", "access"}}
    theirs = {apps.get_model(label)._meta.db_table for label, kind in THIRD_PARTY.items() if kind == "identifying"}
    return ours | theirs


def tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        )
        return [name for (name,) in cursor.fetchall()]


def test_the_report_role_reads_nobody_and_no_secret() -> None:
    closed = identifying() | {apps.get_model(label)._meta.db_table for label in SECRETS} | {"cache"}
    assert {"members_contactdetails", "accounts_user", "outbox_message", "pathways_summary"} <= closed
    assert closed <= set(tables())
    assert_none(may(postgres.REPORT, closed, "SELECT"))


def test_the_report_role_reads_answers_and_changes_nothing() -> None:
    assert may(postgres.REPORT, ["questionnaires_response"], "SELECT")
    assert_none(may(postgres.REPORT, tables(), "INSERT", "UPDATE", "DELETE", "TRUNCATE"))


# Whose rows the worker erases; the triggers say when.
ERASED = (
    *("members_participant", "members_contactdetails", "members_consentdecision", "members_personallink"),
    *("questionnaires_occasion", "questionnaires_assignment", "questionnaires_response", "questionnaires_score"),
    *("pathways_episode", "pathways_event", "pathways_summary", "outbox_message"),
)


def test_only_the_worker_erases_people_and_nobody_a_certificate() -> None:
    assert_none(may(postgres.APP, ERASED, "DELETE"))
    assert len(may(postgres.WORKER, ERASED, "DELETE")) == len(ERASED)
    for role in PROGRAM:
        assert_none(may(role, ["members_erasure"], "DELETE"))


@pytest.mark.parametrize("role", PROGRAM)
def test_the_program_adds_to_what_is_frozen_and_changes_none_of_it(role: str) -> None:
    assert len(may(role, FROZEN, "INSERT")) == len(FROZEN)
    assert_none(may(role, FROZEN, "UPDATE"))
    assert_none(may(role, set(FROZEN) - {"members_consentdecision"}, "DELETE"))
    assert may(role, ["questionnaires_response"], "UPDATE")


@pytest.mark.parametrize("role", [*PROGRAM, postgres.REPORT])
def test_nobody_but_the_owner_empties_a_table_or_owns_one(role: str) -> None:
    assert_none(may(role, tables(), "TRUNCATE", "TRIGGER", "REFERENCES"))
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace"
            " and pg_has_role(%s, c.relowner, 'MEMBER')",
            [role],
        )
        assert cursor.fetchall() == []
        cursor.execute("select has_schema_privilege(%s, 'public', 'CREATE')", [role])
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("right", ["SELECT", "TRUNCATE"])
def test_a_right_too_many_is_found(right: str) -> None:
    assert may(postgres.OWNER, ["audit_entry"], right) == [f"{postgres.OWNER} may {right} audit_entry"]


def test_no_role_of_the_program_has_its_failed_statements_written_to_the_servers_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select rolname, rolconfig from pg_roles where rolname ~ '^rygvej_(owner|app|worker|report)$'")
        roles = dict(cursor.fetchall())
    assert len(roles) == 4
    for name, set_for_it in roles.items():
        assert {"log_min_error_statement=panic", "log_error_verbosity=terse"} <= set(set_for_it or ()), name


def test_counters_of_visits_alone_need_not_outlive_a_crash() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
            " and relpersistence = 'u'"
        )
        assert cursor.fetchall() == [("cache",)]
