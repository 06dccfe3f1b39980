"""What the program's roles can do to the audit: add to it. What they cannot: everything else."""

from collections.abc import Iterator

import psycopg
import pytest

from cohort.config.local import postgres
from tests.plugins import databases
from tests.plugins.databases import Database

ACT = "INSERT INTO audit_entry (at, actor, action, subject, purpose, detail) VALUES (now(), '', 'a.b', '', '', '{}')"
LINK = "INSERT INTO audit_link VALUES (999999, 999999, '')"
CHANGES = [
    "UPDATE audit_entry SET actor = ''",
    "DELETE FROM audit_entry",
    "TRUNCATE audit_entry",
    "UPDATE audit_link SET digest = ''",
    "DELETE FROM audit_link",
    "TRUNCATE audit_link",
    "TRUNCATE audit_unsealed",
]


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with databases.cloned() as database:
        yield database


def ask(database: Database, role: str, *statements: str) -> None:
    """As that role, and nothing of it stays."""
    with psycopg.connect(database.url(role)) as connection:
        connection.execute("SELECT set_config('rygvej.whole', 'yes', true)")
        for statement in statements:
            connection.execute(statement.encode())
        connection.rollback()


@pytest.mark.covers("S19")
@pytest.mark.parametrize("statement", CHANGES)
@pytest.mark.parametrize("role", [postgres.APP, postgres.WORKER])
def test_the_program_changes_nothing_of_it(database: Database, role: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(database, role, statement)


@pytest.mark.covers("S19")
@pytest.mark.parametrize("statement", CHANGES)
def test_its_owner_is_refused_by_triggers(database: Database, statement: str) -> None:
    with pytest.raises(psycopg.errors.IntegrityConstraintViolation, match="never changed or removed"):
        ask(database, postgres.OWNER, ACT, LINK, statement)


@pytest.mark.parametrize("role", [postgres.APP, postgres.WORKER, postgres.OWNER])
def test_whoever_acts_adds_an_entry(database: Database, role: str) -> None:
    ask(database, role, ACT)


@pytest.mark.parametrize("statement", ["SELECT FROM audit_link", "SELECT FROM audit_unsealed", LINK])
@pytest.mark.parametrize("role", [postgres.APP, postgres.REPORT])
def test_who_does_not_seal_has_no_part_in_the_chain(database: Database, role: str, statement: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)):
        ask(database, role, statement)


def test_the_worker_seals(database: Database) -> None:
    ask(database, postgres.WORKER, "DELETE FROM audit_unsealed", LINK)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(database, postgres.WORKER, "INSERT INTO audit_unsealed VALUES (1, '')")
