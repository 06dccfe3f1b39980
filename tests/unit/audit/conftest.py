"""An audit of one test's own, committed, with somebody who may change what nobody may change."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
import pytest_django
from django.core.management import CommandError, call_command
from django.db import transaction

from cohort.audit.actions import record
from cohort.audit.actions.seal import seal
from cohort.common import reach
from tests.plugins import databases
from tests.plugins.databases import Database


@dataclass
class Audit:
    """Acts 1, 2, 3 … in a sealed audit whose anchors lie in a file."""

    database: Database
    anchors: Path
    entries: list[int] = field(default_factory=list)

    def act(self, count: int) -> None:
        """So many more acts, each committed on its own. Their detail holds words, numbers and Danish letters."""
        for number in range(count):
            with reach.of_system(), transaction.atomic():
                record(
                    by="user:1", action="test.acted", subject=f"test:{number}", practice=number, said="æøå", n=number
                )
        query = "SELECT id FROM audit_entry WHERE action = 'test.acted' ORDER BY id"
        with psycopg.connect(self.database.owner) as owner:
            self.entries = [pk for (pk,) in owner.execute(query)]

    def place(self, entry: int) -> int:
        """An entry's position in the chain."""
        with psycopg.connect(self.database.owner) as owner:
            row = owner.execute("SELECT position FROM audit_link WHERE entry_id = %s", [entry]).fetchone()
        assert row is not None
        return int(row[0])

    def tamper(self, statement: str, *values: object) -> None:
        """As a superuser who has put the triggers to sleep."""
        with self.database.servers.administrate(self.database.name) as superuser:
            superuser.execute("SET session_replication_role = replica")
            superuser.execute(statement.encode(), values)

    def verify(self, *words: str) -> str:
        """What `verify_audit` says of an audit that is as it was written."""
        said = io.StringIO()
        call_command("verify_audit", *words, stdout=said)
        return said.getvalue()

    def faults(self) -> list[str]:
        """What `verify_audit` says is wrong; it must end with 1."""
        with pytest.raises(CommandError) as told:
            self.verify()
        assert told.value.returncode == 1
        first, *faults = str(told.value).splitlines()
        assert first == "The audit was tampered with."
        return faults


@pytest.fixture
def audit(
    fresh_database: Database, django_db_blocker: Any, settings: pytest_django.Settings, tmp_path: Path
) -> Iterator[Audit]:
    """Twenty acts, sealed and anchored."""
    settings.AUDIT_ANCHORS = tmp_path / "kept" / "anchors.txt"
    with databases.django_on(fresh_database), django_db_blocker.unblock():
        audit = Audit(fresh_database, settings.AUDIT_ANCHORS)
        audit.act(20)
        seal()
        call_command("anchor_audit", stdout=io.StringIO())
        yield audit
