"""What a stranger tries at the outside: echoes, listings, forged lines in the log, answers without a kind."""

import logging

import pytest
from cryptography.fernet import InvalidToken
from django.test import Client
from django.urls import get_resolver, reverse

from cohort.common import sealing
from cohort.config.logs import MaskingFormatter
from tests.repository.test_public_views import views

pytestmark = pytest.mark.django_db
SECRET = "canary-in-a-header"


def plain_addresses() -> list[str]:
    """Every address that takes no argument."""
    found = []
    for name, _ in views(get_resolver()):
        try:
            found.append(reverse(name))
        except Exception:  # noqa: S112 - it takes arguments
            continue
    return sorted(set(found))


def test_nothing_is_echoed_to_trace(client: Client) -> None:
    paths = plain_addresses()
    assert len(paths) > 20
    for path in paths:
        response = client.trace(path, headers={"X-Canary": SECRET})
        assert response.status_code < 500, path
        assert response.headers.get("Content-Type", "") != "message/http", path
        assert SECRET not in response.content.decode(), path


@pytest.mark.parametrize("path", ["/static/", "/static/css/", "/files/", "/.git/config", "/.env", "/media/", "/admin/"])
def test_no_folder_is_listed_and_no_file_of_the_house_is_served(client: Client, path: str) -> None:
    assert client.get(path).status_code in (302, 404)
    assert client.get(path, follow=True).status_code in (200, 404)


def test_an_address_forges_no_line_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/x%0D%0A2026-01-01 00:00:00 ERROR forged%0Aline/")
    formatter = MaskingFormatter("%(levelname)s %(message)s")
    assert [record for record in caplog.records if "forged" in record.getMessage()]
    for record in caplog.records:
        assert "\n" not in formatter.format(record)
        assert "\r" not in formatter.format(record)


def test_times_in_the_log_are_utc() -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "said", None, None)
    record.created, record.msecs = 0.5, 500
    assert MaskingFormatter("%(asctime)s %(message)s").format(record) == "1970-01-01T00:00:00.500Z said"
    gunicorns = MaskingFormatter("%(asctime)s", "[%Y-%m-%d %H:%M:%S %z]")
    assert gunicorns.format(record) == "[1970-01-01 00:00:00 +0000]"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/health/live/", "text/plain; charset=utf-8"),
        ("/nowhere/", "text/html; charset=utf-8"),
    ],
)
def test_every_answer_says_its_kind(client: Client, path: str, kind: str) -> None:
    assert client.get(path).headers["Content-Type"] == kind


@pytest.mark.parametrize("place", [5, 20, 60, -8])
def test_a_changed_seal_opens_nothing(place: int) -> None:
    sealed = list(sealing.seal("Grethe Lyngsøe"))
    sealed[place] = "A" if sealed[place] != "A" else "B"
    with pytest.raises(InvalidToken):
        sealing.unseal("".join(sealed))
