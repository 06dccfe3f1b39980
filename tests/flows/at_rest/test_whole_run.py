"""The search at the end of a run finds who is there, and notices when it looks in the wrong place."""

from tests.plugins.whole_run import CLEAR, faults

DISK = [("base/1", f"…{CLEAR}…".encode())]


def test_nobody_is_found_where_nobody_is() -> None:
    assert faults([("web.log", b"GET /q/*/ 200")], DISK) == []


def test_a_name_in_a_log_and_a_number_on_the_disk_are_told() -> None:
    told = faults([("web.log", "for GRETHE LYNGSØE".encode())], [*DISK, ("pg_wal/1", b"\0002101270087\0")])
    assert any(line.startswith("Grethe Lyngsøe stands in web.log") for line in told)
    assert "2101270087 stands in pg_wal/1" in told


def test_a_search_of_nothing_is_no_search() -> None:
    assert faults([], DISK) == ["no log was there to be searched"]
    assert faults([("web.log", b"")], []) == [
        f"{CLEAR} is not on the disk, where it must be: the search looks in the wrong place"
    ]
