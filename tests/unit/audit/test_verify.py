"""Whatever a superuser does to the audit afterwards is found, and the first bad row is named."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from cohort.audit import chain
from cohort.audit.actions.seal import seal
from cohort.audit.chain import Anchor
from cohort.common import clock

from .conftest import Audit

COLUMNS = {
    "at": "at + interval '1 microsecond'",
    "actor": "'user:2'",
    "action": "'test.slept'",
    "subject": "subject || ' '",
    "purpose": "'care'",
    "detail": "detail || '{\"n\": 99}'",
    "practice": "NULL",
}


def test_what_nobody_touched_is_whole(audit: Audit) -> None:
    told = audit.verify()
    assert "1 anchors" in told
    assert "Nothing was changed" in told


def test_entries_that_wait_are_no_fault(audit: Audit) -> None:
    audit.act(3)
    assert "Nothing was changed" in audit.verify()


@pytest.mark.covers("S20")
def test_a_changed_entry_is_named_whatever_was_changed(audit: Audit) -> None:
    changed = dict(zip(COLUMNS, audit.entries, strict=False))
    for column, entry in changed.items():
        audit.tamper(f"UPDATE audit_entry SET {column} = {COLUMNS[column]} WHERE id = %s", entry)  # noqa: S608
    assert audit.faults() == [
        f"position {audit.place(entry)}, entry {entry}: {chain.Wrong.CHANGED}." for entry in changed.values()
    ]


def test_no_column_is_left_out(audit: Audit) -> None:
    with audit.database.servers.administrate(audit.database.name) as superuser:
        query = "SELECT attname FROM pg_attribute WHERE attrelid = 'audit_entry'::regclass AND attnum > 0"
        assert {name for (name,) in superuser.execute(query)} == {"id", *COLUMNS}


@pytest.mark.covers("S20")
def test_a_removed_entry_is_named(audit: Audit) -> None:
    gone = audit.entries[7]
    audit.tamper("DELETE FROM audit_entry WHERE id = %s", gone)
    assert audit.faults() == [f"position {audit.place(gone)}, entry {gone}: the entry was removed."]


@pytest.mark.covers("S20")
def test_an_entry_removed_with_its_place_is_named(audit: Audit) -> None:
    gone = audit.entries[7]
    position = audit.place(gone)
    audit.tamper("DELETE FROM audit_entry WHERE id = %s", gone)
    audit.tamper("DELETE FROM audit_link WHERE entry_id = %s", gone)
    assert audit.faults() == [f"position {position}: the chain's own row was removed."]


def test_closing_the_gap_does_not_help(audit: Audit) -> None:
    gone, after = audit.entries[7:9]
    position = audit.place(gone)
    audit.tamper("DELETE FROM audit_entry WHERE id = %s", gone)
    audit.tamper("DELETE FROM audit_link WHERE entry_id = %s", gone)
    audit.tamper("UPDATE audit_link SET position = position + 1000 WHERE position > %s", position)
    audit.tamper("UPDATE audit_link SET position = position - 1001 WHERE position > 1000")
    faults = audit.faults()
    assert faults[0] == f"position {position}, entry {after}: the entry is not the one that was sealed here."


@pytest.mark.covers("S20")
def test_an_entry_slipped_in_is_named(audit: Audit) -> None:
    audit.tamper(
        "INSERT INTO audit_entry (id, at, actor, action, subject, purpose, detail)"
        " VALUES (1000000, now(), 'user:1', 'test.acted', 'test:1', '', '{}')"
    )
    seal()
    assert audit.faults() == ["entry 1000000: " + chain.Wrong.ADDED + "."]


@pytest.mark.covers("S20")
def test_an_entry_hidden_from_sealing_is_named(audit: Audit) -> None:
    audit.act(1)
    hidden = audit.entries[-1]
    audit.tamper("DELETE FROM audit_unsealed WHERE entry_id = %s", hidden)
    seal()
    assert audit.faults() == [f"entry {hidden}: {chain.Wrong.ADDED}."]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE audit_entry SET actor = 'user:2' WHERE id = %s", chain.Wrong.CHANGED),
        ("DELETE FROM audit_entry WHERE id = %s", chain.Wrong.REMOVED),
    ],
)
def test_what_happens_to_an_entry_before_it_is_sealed_is_found(audit: Audit, statement: str, what: str) -> None:
    audit.act(1)
    waiting = audit.entries[-1]
    audit.tamper(statement, waiting)
    seal()
    assert audit.faults() == [f"position {audit.place(waiting)}, entry {waiting}: {what}."]


@pytest.mark.covers("S20")
def test_two_entries_that_changed_places_are_named(audit: Audit) -> None:
    one, other = audit.entries[4], audit.entries[12]
    first, second = audit.place(one), audit.place(other)
    audit.tamper("UPDATE audit_link SET entry_id = -1 WHERE position = %s", first)
    audit.tamper("UPDATE audit_link SET entry_id = %s WHERE position = %s", one, second)
    audit.tamper("UPDATE audit_link SET entry_id = %s WHERE position = %s", other, first)
    assert audit.faults() == [
        f"position {first}, entry {other}: {chain.Wrong.MOVED.format(entry=one)}.",
        f"position {second}, entry {one}: {chain.Wrong.MOVED.format(entry=other)}.",
    ]


@pytest.mark.covers("S20")
def test_an_end_that_was_cut_off_is_found_by_the_anchor(audit: Audit) -> None:
    (anchor,) = chain.read_anchors(audit.anchors.read_text())
    first = audit.place(audit.entries[15])
    audit.tamper("DELETE FROM audit_entry WHERE id >= %s", audit.entries[15])
    audit.tamper("DELETE FROM audit_link WHERE entry_id >= %s", audit.entries[15])
    what = chain.Wrong.CUT.format(at=anchor.at, position=anchor.position, left=first - 1)
    assert audit.faults() == [f"position {first}: {what}."]
    audit.anchors.unlink()
    assert "an end that was cut off cannot be seen" in audit.verify()


def test_a_chain_made_anew_is_found_by_the_anchor(audit: Audit) -> None:
    audit.tamper("UPDATE audit_entry SET actor = 'user:2' WHERE id = %s", audit.entries[3])
    audit.tamper("DELETE FROM audit_link")
    audit.tamper("INSERT INTO audit_unsealed SELECT id, audit_content(e) FROM audit_entry e")
    seal()
    (fault,) = audit.faults()
    assert "the chain was written anew" in fault
    assert fault.startswith(f"position {audit.place(audit.entries[-1])}, ")


def test_other_anchors_can_be_named(audit: Audit) -> None:
    copy = audit.anchors.with_name("copy.txt")
    audit.anchors.rename(copy)
    assert "1 anchors" in audit.verify("--anchors", str(copy))


@pytest.mark.parametrize("text", [None, "2026-01-01T00:00:00Z 5\n"])
def test_anchors_that_cannot_be_read_are_refused(audit: Audit, text: str | None) -> None:
    place = audit.anchors.with_name("other.txt")
    if text:
        place.write_text(text)
    with pytest.raises(CommandError, match="cannot be read"):
        audit.verify("--anchors", str(place))


def test_anchors_are_added_and_each_holds_later(audit: Audit) -> None:
    audit.act(2)
    with clock.use(lambda: clock.system_time() + timedelta(hours=1)):
        call_command("anchor_audit", stdout=io.StringIO())
    first, second = chain.read_anchors(audit.anchors.read_text())
    assert (second.position - first.position, second.at > first.at) == (2, True)
    assert chain.read_anchors(str(Anchor(second.at, 7, second.digest)))[0].position == 7
    assert "2 anchors" in audit.verify()
