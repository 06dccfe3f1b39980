"""Two practices at the same time over few connections: what one request was told is never the next one's."""

import http.client
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.test import Client

from cohort.accounts.models import User
from tests import factories
from tests.plugins.stack import Stack
from tests.signing import sign_in

REQUESTS, AT_ONCE = 1000, 8


def session(user: User) -> str:
    """The cookie of somebody who has signed in."""
    return f"{settings.SESSION_COOKIE_NAME}={sign_in(Client(), user).session.session_key}"


def pages(stack: Stack, asked: list[tuple[str, str]]) -> Iterator[str]:
    """Each (path, cookie) as one request; several at once, each thread over a connection of its own."""

    def ask(some: list[tuple[str, str]]) -> list[str]:
        connection = http.client.HTTPConnection("127.0.0.1", stack.port, timeout=30)
        found = []
        for path, cookie in some:
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            found.append(f"{answer.status} {answer.read().decode()}")
        connection.close()
        return found

    with ThreadPoolExecutor(AT_ONCE) as pool:
        for found in pool.map(ask, [asked[start::AT_ONCE] for start in range(AT_ONCE)]):
            yield from found


@pytest.mark.covers("S17")
def test_a_thousand_requests_of_two_practices_over_two_connections(stack: Stack) -> None:
    stack.environment["DATABASE_POOL"] = "2"
    here, there = (factories.staff(of=factories.practice(name)) for name in ("Nørregade", "Ved Åen"))
    mine, theirs = (factories.consenting(factories.enrolled(by=user).participant) for user in (here, there))
    cookies = {mine.study_number: session(here), theirs.study_number: session(there)}
    stack.start("web")
    asked = []
    for number in range(REQUESTS):
        # Own list, own page, and the other practice's page, for each practice in turn.
        who, other = (mine, theirs) if number % 2 else (theirs, mine)
        path = ("/practice/", f"/participants/{who.study_number}/", f"/participants/{other.study_number}/")[number % 3]
        asked.append((path, cookies[who.study_number]))
    wrong, seen = [], {"200": 0, "404": 0}
    for (path, cookie), page in zip(
        (one for start in range(AT_ONCE) for one in asked[start::AT_ONCE]), pages(stack, asked), strict=True
    ):
        who, other = (mine, theirs) if cookie == cookies[mine.study_number] else (theirs, mine)
        expected = "404" if other.study_number in path else "200"
        seen[page[:3]] += 1
        if not page.startswith(expected) or (expected == "200" and who.study_number not in page):
            wrong.append(f"{path}: {page[:60]}")
        if other.study_number in page.replace(path, ""):
            wrong.append(f"{path} shows {other.study_number}")
    assert wrong == []
    assert seen["200"] > REQUESTS / 2
    assert seen["404"] > REQUESTS / 4
