"""The audit of the running program: sealed and checked by real processes, as the roles that do it in production."""

import subprocess
import sys

import psycopg
import pytest

from cohort.config.local import folders, postgres
from tests import factories
from tests.plugins.stack import Stack

pytestmark = pytest.mark.flow


def count(stack: Stack, table: str) -> int:
    with psycopg.connect(stack.database.owner) as owner:
        row = owner.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()  # noqa: S608
    assert row is not None
    return int(row[0])


@pytest.mark.covers("S20")
def test_beat_seals_and_verify_audit_ends_with_1_once_somebody_tampered(stack: Stack) -> None:
    doctor = factories.staff(of=factories.practice())
    factories.consenting(factories.enrolled(by=doctor).participant)
    stack.start("worker", "beat")
    stack.wait(lambda: count(stack, "audit_unsealed") == 0 and count(stack, "audit_link") > 0, "the sealing")
    for name in ("beat", "worker"):
        stack.processes[name].kill()
    stack.manage("anchor_audit", role=postgres.WORKER)
    assert "Nothing was changed" in stack.manage("verify_audit", role=postgres.WORKER)
    assert count(stack, "audit_link") == count(stack, "audit_entry")
    with stack.database.servers.administrate(stack.database.name) as superuser:
        superuser.execute("SET session_replication_role = replica")
        row = superuser.execute("SELECT entry_id, position FROM audit_link ORDER BY position DESC LIMIT 1").fetchone()
        assert row is not None
        superuser.execute("UPDATE audit_entry SET actor = 'user:0' WHERE id = %s", [row[0]])
    done = subprocess.run(
        [sys.executable, "manage.py", "verify_audit"],
        env=stack.env(postgres.OWNER),
        cwd=folders.CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert f"position {row[1]}, entry {row[0]}: " in done.stderr
