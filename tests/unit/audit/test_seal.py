"""Sealing: in the order of ids, by one sealer at a time, and never in the way of those who write."""

import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from cohort.audit.actions import seal
from cohort.audit.tasks import seal_entries

from .conftest import Audit

WRITERS, ROWS = 8, 1000
ACT = """
INSERT INTO audit_entry (at, actor, action, subject, purpose, detail)
VALUES (clock_timestamp(), 'user:1', 'test.written', 'test:1', '', '{}')
"""


def unsealed(audit: Audit) -> int:
    with psycopg.connect(audit.database.owner) as owner:
        row = owner.execute("SELECT count(*) FROM audit_unsealed").fetchone()
    assert row is not None
    return int(row[0])


def links(audit: Audit) -> list[tuple[int, int]]:
    with psycopg.connect(audit.database.owner) as owner:
        return list(owner.execute("SELECT position, entry_id FROM audit_link ORDER BY position"))


def test_positions_leave_nothing_out_and_follow_the_ids(audit: Audit) -> None:
    sealed = links(audit)
    assert [position for position, _entry in sealed] == list(range(1, len(sealed) + 1))
    assert [entry for _position, entry in sealed] == sorted(entry for _position, entry in sealed)


def test_sealing_twice_changes_nothing(audit: Audit) -> None:
    audit.act(5)
    seal_entries()
    sealed = links(audit)
    seal_entries()
    assert (links(audit), unsealed(audit)) == (sealed, 0)


def test_more_than_a_batch_is_sealed_batch_by_batch(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "BATCH", 3)
    audit.act(10)
    assert seal.seal() == 10
    assert "Nothing was changed" in audit.verify()


def test_a_second_sealer_leaves_the_work_to_the_first(audit: Audit) -> None:
    audit.act(1)
    with psycopg.connect(audit.database.worker) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [seal.LOCK])
        assert seal.seal() == 0
        other.rollback()
        assert seal.seal() == 1


def test_an_entry_that_is_not_committed_waits_for_nobody_and_holds_up_nobody(audit: Audit) -> None:
    with psycopg.connect(audit.database.app) as writer:
        writer.execute(ACT)
        audit.act(2)
        assert seal.seal() == 2
        writer.commit()
    assert seal.seal() == 1
    assert "Nothing was changed" in audit.verify()


@pytest.mark.covers("S21")
def test_eight_writers_and_a_sealer_make_one_chain(audit: Audit) -> None:
    """S21: no fork, nothing left out. What a row costs is measured by benchmarks/measures/audit.py."""
    start = threading.Barrier(WRITERS)

    def write(_: int) -> None:
        with psycopg.connect(audit.database.app, autocommit=True) as app:
            start.wait(timeout=30)
            for _row in range(ROWS):
                app.execute(ACT)

    before = len(links(audit))
    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, number) for number in range(WRITERS)]
        while not all(one.done() for one in writing):
            seal.seal()
        for one in writing:
            one.result()
    seal.seal()
    sealed = links(audit)
    assert [position for position, _entry in sealed] == list(range(1, before + WRITERS * ROWS + 1))
    assert len({entry for _position, entry in sealed}) == len(sealed)
    assert unsealed(audit) == 0
    assert "Nothing was changed" in audit.verify()
