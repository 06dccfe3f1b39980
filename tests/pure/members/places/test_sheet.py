"""Reading lists of places: what Danish spreadsheets write is read, and all else is told in a code."""

import csv
import io
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cohort.members.places.faults import Unreadable
from cohort.members.places.sheet import Kind, Sheet, read
from cohort.members.presenters.place_words import SENTENCES

PRACTICES = (
    "name;provider_number;region;cluster;town;phone\nLægehuset Ørsø;012345;Region Syddanmark;Klynge Ærø;Ærøskøbing;\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_danish_letters_survive_every_encoding_that_excel_writes(encoding: str) -> None:
    sheet = read(PRACTICES.encode(encoding), most=10)
    assert (sheet.kind, sheet.faults) == (Kind.PRACTICES, ())
    (row,) = sheet.rows
    assert (row["name"], row["cluster"], row["town"], row["phone"]) == (
        "Lægehuset Ørsø",
        "Klynge Ærø",
        "Ærøskøbing",
        "",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Navn,Ydernummer,Region\r\nA,12345,R\r\n",  # Excel has dropped the zero in front
        "sep=;\nnavn;ydernummer;region;;\n\nA;012345;R;;\n",
        "NAVN\tYdernummer\tREGION\nA\t012345\tR\n",
    ],
    ids=["commas", "sep and empty columns", "tabs"],
)
def test_separators_names_and_zeros_are_read_as_they_were_meant(text: str) -> None:
    (row,) = read(text.encode(), most=10).rows
    assert (row["name"], row["provider_number"], row["region"]) == ("A", "012345", "R")


def test_several_addresses_stand_in_one_cell() -> None:
    text = 'name;region;addresses\nK;R;"A@x.dk, b@x.dk\nb@x.dk"\n'
    sheet = read(text.encode(), most=10)
    assert sheet.kind == Kind.CLUSTERS
    assert sheet.rows[0]["addresses"] == "a@x.dk b@x.dk"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b" \r\n", "empty"),
        (b"PK\x03\x04 a spreadsheet", "not_csv"),
        ("name;provider_number;region\n".encode("utf-16"), "not_csv"),
        (b"name;provider_number;region\nL\x81;1;R\n", "encoding"),
        (b"name;provider_number;region\n", "no_rows"),
        (b"something;else\na;b\n", "columns_unknown"),
        (b"name;provider_number\nA;012345\n", "column_missing"),
        (b"name;provider_number;region;navn\nA;012345;R;A\n", "column_twice"),
        (b"name;provider_number;region;doctor\nA;012345;R;B\n", "column_unknown"),
        (b"name;provider_number;region\n" + b"A;012345;R\n" * 11, "too_many"),
        (b"name;provider_number;region\n" + b'"' + b"x" * 200_000, "broken"),
        (b";;;\n;;;\n", "columns_unknown"),
    ],
)
def test_a_file_that_cannot_be_taken_says_why(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as found:
        read(content, most=10)
    assert found.value.fault.code == code
    assert str(SENTENCES[code]) % found.value.fault.told


def test_every_wrong_line_is_told_with_its_number() -> None:
    text = (
        "name;provider_number;region\n;012345;R\nA;12;R\nB;012346;R;more\nC;012347;R\nD;012347;R\n"
        + "E" * 300
        + ";012348;R\nF\u202e;012349;R\n"
    )
    sheet = read(text.encode(), most=20)
    assert [(fault.line, fault.code) for fault in sheet.faults] == [
        (2, "empty_cell"),
        (3, "number"),
        (4, "too_many_cells"),
        (6, "twice"),
        (7, "too_long"),
        (8, "not_one_line"),
    ]
    for fault in sheet.faults:
        assert str(SENTENCES[fault.code]) % fault.told


def test_a_list_that_is_far_too_long_is_refused_before_it_is_read() -> None:
    content = b"name;provider_number;region\n" + b"Practice;012345;Region Syddanmark\n" * 100_000
    began = time.monotonic()
    with pytest.raises(Unreadable) as found:
        read(content, most=1_000)
    assert found.value.fault.code == "too_many"
    assert time.monotonic() - began < 2


CELLS = st.text(max_size=12)
LISTS = st.lists(st.lists(CELLS, max_size=8), max_size=8)


def written(rows: list[list[str]], head: str, separator: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return f"{head}\n{out.getvalue()}".encode("utf-8", errors="replace")


def tried(content: bytes) -> tuple[Sheet | None, str]:
    """The sheet, or the sentence that says why there is none."""
    try:
        return read(content, most=20), ""
    except Unreadable as error:
        return None, str(SENTENCES[error.fault.code]) % error.fault.told


@given(st.binary(max_size=400))
@example(b"\xef\xbb\xbf")
@example(b"sep=;")
@example(b'name;provider_number;region\n"')
def test_no_bytes_do_more_than_be_refused(content: bytes) -> None:
    sheet, refused = tried(content)
    assert refused or (sheet is not None and (sheet.rows or sheet.faults))


@given(
    rows=LISTS,
    head=st.sampled_from(["name;provider_number;region;town", "name,region,addresses", "name;starts_on;ends_on"]),
)
def test_no_cells_do_more_than_be_told(rows: list[list[str]], head: str) -> None:
    sheet, refused = tried(written(rows, head, "," if "," in head else ";"))
    if sheet is None:
        assert refused
        return
    assert all(str(SENTENCES[fault.code]) % fault.told for fault in sheet.faults)
    assert all(len(cell) <= 200 for row in sheet.rows for name, cell in row.cells.items() if name != "addresses")
    assert all(cell.isprintable() for row in sheet.rows for cell in row.cells.values())
