"""The page that reads lists: looked at first, kept as a whole, and clear words for what cannot be read (R9, 5.14)."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cohort.accounts.models import Role
from cohort.members.models import Cluster, Practice
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db

CLUSTERS = "navn;region;afsender;afsender_mail;adresser\nKlynge Ærø;Region Syddanmark;Karen Holst;karen@x.dk;a@x.dk\n"


@pytest.fixture
def desk() -> Client:
    client = sign_in(Client(), factories.staff(Role.STUDY_OFFICE))
    client.cookies["django_language"] = "en"
    return client


def upload(desk: Client, content: bytes, status: int = 200) -> str:
    response = desk.post("/clusters/import/", {"file": SimpleUploadedFile("list.csv", content, "text/csv")})
    assert response.status_code == status
    return response.content.decode()


def kept(page: str) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', page)
    assert found
    return found.group(1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_list_is_looked_at_and_then_kept(desk: Client, encoding: str) -> None:
    page = upload(desk, CLUSTERS.encode(encoding))
    assert "1 new, 0 changed, 0 as before" in page
    assert "Klynge Ærø" in page
    assert not Cluster.objects.exists()
    done = desk.post("/clusters/import/", {"kept": kept(page)}).content.decode()
    assert "kept" in done
    assert Cluster.objects.get().addresses.get().email == "a@x.dk"
    again = upload(desk, CLUSTERS.encode(encoding))
    assert "0 new, 0 changed, 1 as before" in again
    assert "There is nothing to keep" in again


def test_nothing_is_kept_that_nobody_has_looked_at(desk: Client) -> None:
    page = desk.post("/clusters/import/", {"kept": CLUSTERS})
    assert page.status_code == 422
    assert "open too long" in page.content.decode()
    assert not Cluster.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"name;what\nA;B\n", "does not say what the file is about"),
        ("navn;region;adresser\nK;Region Syddanmark;a@x.dk".encode("utf-16"), "not a CSV file"),
        (b"navn;ydernummer;region\nA;12;Region Syddanmark\n", "Line 2: “12” is no provider number"),
        (b"navn;region;adresser\nK;Region Atlantis;a@x.dk\n", "Line 2: There is no region"),
    ],
)
def test_what_cannot_be_read_is_said_and_nothing_is_kept(desk: Client, content: bytes, words: str) -> None:
    before = Practice.objects.count()
    assert words in upload(desk, content, 422)
    assert (Practice.objects.count(), Cluster.objects.count()) == (before, 0)


def test_a_list_of_a_hundred_thousand_lines_is_refused_at_once(desk: Client, settings) -> None:  # type: ignore[no-untyped-def]
    head, line = b"navn;ydernummer;region\n", b"A;098765;R\n"
    assert "too much at once" in upload(desk, head + line * 100_000, 413)
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
    page = upload(desk, head + line * 100_000, 422)
    assert "more than 20000 lines" in page
    assert "Nothing has been kept" in page


def test_many_faults_are_told_as_far_as_somebody_reads(desk: Client) -> None:
    page = upload(desk, b"navn;ydernummer;region\n" + b"A;1;R\n" * 300, 422)
    assert "and 100 more" in page
