"""Twenty thousand malformed requests to every address of the running program: none is a fault of the server."""

import os
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import psutil
import pytest
import pytest_django
from django.test import Client
from django.urls import reverse

from cohort.accounts.models import Role
from cohort.config.demo import urls as demo
from tests import factories
from tests.flows import malformed
from tests.flows.malformed import Address, Maker, Sent
from tests.permissions.test_matrix import TABLE
from tests.permissions.world import World, build
from tests.plugins.stack import Stack
from tests.signing import sign_in, sign_in_own

REQUESTS = int(os.environ.get("MALFORMED_REQUESTS", "20000"))
SEED = int(os.environ.get("MALFORMED_SEED", "20261122"))
SENDERS = 6
MOST_SECONDS = 900
ENDS_SESSION = {"account_logout", "account_change_password", "mfa_deactivate_totp"}
# As many people of each role as keep everybody within the limits of what one person may do in a minute.
PEOPLE = {Role.CLINICIAN: 12, Role.PRACTICE_STAFF: 4, Role.RESEARCHER: 6, Role.ADMINISTRATOR: 4}
PARTICIPANTS = 8


def addresses(world: World) -> list[Address]:
    """Every address of the program as it is reached in this world, those of the demonstration too."""
    found = {
        row.name: Address(reverse(row.name, kwargs=row.key(world)), ends_session=row.name in ENDS_SESSION)
        for row in TABLE
    }
    paths = [*found.values(), Address("/nowhere/"), Address("/static/css/base.css")]
    return paths + [Address(f"/demo/{str(entry.pattern).replace('<slug:name>', 'x')}") for entry in demo.urlpatterns]


def people(world: World) -> list[str]:
    """Keys of sessions of all roles, and of participants on their own pages."""
    practice = world.participant.practice
    made = [user for user in world.users.values() if user is not None]
    for role, count in PEOPLE.items():
        of = practice if role in (Role.CLINICIAN, Role.PRACTICE_STAFF) else None
        made.extend(factories.staff(role, of=of) for _ in range(count))
    doctor = made[0]
    own = [factories.consenting(factories.enrolled(by=doctor).participant) for _ in range(PARTICIPANTS)]
    clients = [*(sign_in(Client(), user) for user in made), *(sign_in_own(Client(), one) for one in own)]
    keys = [client.session.session_key for client in clients]
    assert all(keys)
    return [key for key in keys if key]


def bombard(port: int, makers: Sequence[Maker], each: int, until: float) -> tuple[Counter[int], list[tuple[int, Sent]]]:
    """Send `each` requests of every maker, all makers at once; statuses, and the faults with what was sent."""

    def one(maker: Maker) -> tuple[Counter[int], list[tuple[int, Sent]]]:
        statuses: Counter[int] = Counter()
        faults = []
        for _ in range(each):
            if time.monotonic() > until:
                break
            sent = maker.next()
            status = malformed.send(port, sent)
            statuses[status] += 1
            if malformed.is_fault(sent, status):
                faults.append((status, sent))
        return statuses, faults

    with ThreadPoolExecutor(len(makers)) as threads:
        results = list(threads.map(one, makers))
    return sum((counted for counted, _ in results), Counter()), [fault for _, faults in results for fault in faults]


def makers(port: int, targets: Sequence[Address], sessions: Sequence[str]) -> list[Maker]:
    return [Maker(Random(SEED + number), f"127.0.0.1:{port}", targets, sessions) for number in range(SENDERS)]


@pytest.mark.flow
@pytest.mark.drill
def test_nothing_that_is_sent_is_a_fault_of_the_server(stack: Stack, settings: pytest_django.Settings) -> None:
    settings.FILES_DIR = stack.files
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # of those who never type one
    world = build()
    sessions = people(world)
    stack.environment["TRUSTED_PROXIES"] = "1"
    stack.start("web")
    assert stack.web.process
    before = {child.pid for child in psutil.Process(stack.web.process.pid).children()}

    began = time.monotonic()
    statuses, faults = bombard(
        stack.port, makers(stack.port, addresses(world), sessions), REQUESTS // SENDERS + 1, began + MOST_SECONDS
    )
    took = time.monotonic() - began
    count = sum(statuses.values())
    print(f"{count} requests in {took:.0f} s, {count / took:.0f} a second: {dict(sorted(statuses.items()))}")

    told = [f"{status}: {sent.data[:700]!r}" for status, sent in faults[:10]]
    assert not faults, f"{len(faults)} faults\n" + "\n".join(told) + f"\n{stack.web.said()[-6000:]}"
    assert count >= REQUESTS, f"only {count} in {took:.0f} s"
    assert statuses[200] > count / 40, "hardly anything got through the door"
    assert statuses[429] < count / 4, "most of it met a limit and nothing behind it"
    assert "Internal Server Error" not in stack.web.said()  # also where nobody waited for the answer
    assert {child.pid for child in psutil.Process(stack.web.process.pid).children()} == before, "a process was replaced"
    assert stack.get("/health/ready/") == 200


class Planted(BaseHTTPRequestHandler):
    """Answers everything, but falls over one address and is silent at another."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("do_"):  # any method at all
            return self.answer
        raise AttributeError(name)

    def answer(self) -> None:
        if "broken" in self.path:
            self.send_error(500)
        elif "silent" in self.path:
            self.close_connection = True
        else:
            self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def planted() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Planted)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("path", "status"), [("/broken/", 500), ("/silent/", 0)])
def test_a_planted_fault_is_found(planted: int, path: str, status: int, tmp_path: Path) -> None:
    targets = [Address("/fine/"), Address(path)]
    _, faults = bombard(planted, makers(planted, targets, [])[:1], 60, time.monotonic() + 60)
    assert status in {found for found, sent in faults if path.encode() in sent.data}


def test_the_same_seed_sends_the_same() -> None:
    first, second = (makers(1, [Address("/x/")], ["s"])[0] for _ in range(2))
    assert [first.next() for _ in range(500)] == [second.next() for _ in range(500)]
