"""What a stranger learns by trying addresses: nothing from the answer, and nothing from the work done for it.

Time is not measured here (`python -m benchmarks.guessing` does): the same hashing and statements take the same time.
"""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.contrib.auth import hashers
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohort.accounts import mail
from cohort.accounts.models import User
from cohort.outbox.models import Message
from tests import factories

pytestmark = pytest.mark.django_db

KINDS = ("unknown", "known", "closed", "invited")
NEVER = "nobody-here@test.example"


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a password was hashed since the test began or the counter was cleared."""
    counted: Counter[str] = Counter()
    encode = hashers.MD5PasswordHasher.encode

    def counting(self: hashers.MD5PasswordHasher, password: str, salt: str) -> str:
        counted["hashed"] += 1
        return encode(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counting)
    return counted


@pytest.fixture
def addresses() -> dict[str, str]:
    """One address of each kind of account, and one of nobody."""
    known, closed, invited = (factories.staff() for _ in range(3))
    User.objects.filter(pk=closed.pk).update(is_active=False)
    User.objects.filter(pk=invited.pk).update(password=hashers.make_password(None))
    return {"unknown": NEVER, "known": known.email, "closed": closed.email, "invited": invited.email}


def work(path: str, form: dict[str, str], address: str) -> tuple[object, ...]:
    """Status, headers, page and statements of one try, without what differs from request to request."""
    cache.clear()
    client = Client()
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.post(path, form | {"csrfmiddlewaretoken": "x"})
    statements = [
        re.sub(r"'[^']*'|\bs\d+_x\d+\b|\b\d+\b|NULL", "?", query["sql"]) for query in queries.captured_queries
    ]
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode()).replace(address, "ADDRESS")
    page = re.sub(r'nonce="[^"]*"', "", page)
    return response.status_code, response.headers.get("Location"), page, statements


@pytest.mark.covers("S3")
@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_wrong_password_costs_the_same_for_everybody(
    addresses: dict[str, str], hashings: Counter[str], kind: str
) -> None:
    done = []
    for address in (NEVER, addresses[kind]):
        hashings.clear()
        did = work("/accounts/login/", {"login": address, "password": "not-the-password"}, address)
        done.append((*did, hashings["hashed"]))
    assert done[0] == done[1]
    assert done[0][-1] == 1


@pytest.mark.covers("S3")
@pytest.mark.parametrize("kind", KINDS[1:])
def test_asking_for_a_new_password_costs_the_same_for_everybody(addresses: dict[str, str], kind: str) -> None:
    unknown, other = (
        work("/accounts/password/reset/", {"email": address}, address) for address in (NEVER, addresses[kind])
    )
    assert unknown == other


def test_a_letter_goes_to_open_accounts_only(addresses: dict[str, str]) -> None:
    for address in addresses.values():
        work("/accounts/password/reset/", {"email": address}, address)
    messages = list(Message.objects.order_by("pk"))
    assert len(messages) == len(KINDS), "the same work for each"
    wanted = {address: mail.wanted(message) for address, message in zip(addresses, messages, strict=True)}
    assert wanted == {"unknown": "unknown_recipient", "known": "", "closed": "unknown_recipient", "invited": ""}


class Stranger:
    """Somebody who tries from a new address each time, and claims to be yet another."""

    def __init__(self) -> None:
        self.tries = 0

    def try_one(self, login: str, password: str) -> bool:
        """Whether the password was taken for right."""
        self.tries += 1
        client = Client(REMOTE_ADDR=f"192.0.2.{self.tries}", headers={"x-forwarded-for": f"198.51.100.{self.tries}"})
        response = client.post("/accounts/login/", {"login": login, "password": password})
        return response.status_code == 302


def spellings(email: str) -> Iterator[str]:
    """The same address to somebody, or to some comparison: case, spaces, accents, letters that look or fold alike."""
    yield email.upper()
    yield f"  {email} "
    for plain, other in (
        ("i", "ı"),
        ("i", "í"),
        ("k", "\u212a"),
        ("s", "ſ"),
        ("a", "á"),
        ("a", "a\u0301"),
        ("a", "ａ"),
    ):
        yield email.replace(plain, other)
    yield email.replace("@", "\u200b@")


@pytest.mark.covers("S4")
def test_the_sixth_try_is_refused_however_the_address_is_written_and_wherever_it_comes_from() -> None:
    for number in range(len(list(spellings("kiss-a@x")))):
        cache.clear()
        user = factories.staff()
        User.objects.filter(pk=user.pk).update(email=f"kiss-a{number}@test.example")
        user.emailaddress_set.update(email=f"kiss-a{number}@test.example")  # type: ignore[attr-defined]
        email = f"kiss-a{number}@test.example"
        other = list(spellings(email))[number]
        stranger = Stranger()
        for _ in range(5):
            assert not stranger.try_one(other, "wrong")
        reaches = Stranger()
        assert not stranger.try_one(other, factories.PASSWORD), f"{other!r} is tried a sixth time"
        cache.clear()
        if reaches.try_one(other, factories.PASSWORD):  # this spelling is the account's: it shares the counter
            cache.clear()
            for _ in range(5):
                assert not stranger.try_one(other, "wrong")
            assert not stranger.try_one(email, factories.PASSWORD), f"{other!r} has a counter of its own"


@pytest.mark.covers("S4")
@pytest.mark.parametrize("proxies", [0, 1])
def test_a_claimed_address_does_not_begin_the_count_anew(settings: object, proxies: int) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies  # type: ignore[attr-defined]
    users = [factories.staff() for _ in range(11)]
    for number, user in enumerate(users):
        # Behind a proxy of ours the last address is what it saw; everything before is what a visitor claims.
        claimed = f"198.51.100.{number}" + (", 192.0.2.1" if proxies else "")
        client = Client(REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": claimed})
        password = "wrong" if number < 10 else factories.PASSWORD
        response = client.post("/accounts/login/", {"login": user.email, "password": password})
        assert response.status_code in (200, 429), f"try {number}"
