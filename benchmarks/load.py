"""The load: a fixed number of people in a closed loop, each asking again as soon as the answer has come."""

import socket
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks import accounting

PEOPLE = 8
SECONDS = 20.0  # nobody waits longer for one answer


class WrongAnswer(RuntimeError):
    """A page answered with another status than it should: what is measured is not what is meant."""


@dataclass(frozen=True)
class Request:
    """What is sent, as bytes, and the status that has to come back."""

    sent: bytes
    status: int = 200


# What one person does before the next thing is counted: one request, or opening a page and sending it.
Task = Sequence[Request]


@dataclass(frozen=True)
class Sample:
    """One run: tasks per second, their time, and what they cost."""

    rate: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float  # of web and database together, per task
    database_ms: float  # the part of the last process tree in it
    spent: accounting.Spent


@dataclass
class _Shared:
    port: int
    stop: threading.Event = field(default_factory=threading.Event)
    done: list[tuple[float, float]] = field(default_factory=list)  # (end, seconds), appended by all
    faults: list[str] = field(default_factory=list)


def drive(
    port: int, tasks: Sequence[Task], *, seconds: float, warm_up: float, roots: Iterable[int], people: int = PEOPLE
) -> Sample:
    """Let `people` do the tasks, each their own share of them over and over; the warm-up is not counted.

    Raises WrongAnswer.
    """
    shared, roots = _Shared(port), tuple(roots)
    threads = [
        threading.Thread(target=_person, args=(shared, tasks[number::people]), daemon=True) for number in range(people)
    ]
    for thread in threads:
        thread.start()
    shared.stop.wait(warm_up)
    before, began = accounting.read(roots), time.perf_counter()
    shared.stop.wait(seconds)
    while not shared.stop.wait(0) and not any(end > began for end, _ in list(shared.done)):
        if time.perf_counter() - began > seconds + SECONDS:
            break
        shared.stop.wait(0.1)  # a run too short for one answer lasts until there is one
    after, ended = accounting.read(roots), time.perf_counter()
    shared.stop.set()
    for thread in threads:
        thread.join(SECONDS)
    if shared.faults:
        raise WrongAnswer(shared.faults[0])
    counted = sorted(took for end, took in shared.done if began < end <= ended)
    if not counted:
        raise WrongAnswer("nothing was answered")
    spent = accounting.between(before, after)
    return Sample(
        rate=len(counted) / (ended - began),
        p50_ms=counted[len(counted) // 2] * 1000,
        p95_ms=counted[int(len(counted) * 0.95)] * 1000,
        cpu_ms=sum(spent.trees) / len(counted) * 1000,
        database_ms=spent.trees[-1] / len(counted) * 1000,
        spent=spent,
    )


def once(port: int, tasks: Sequence[Task]) -> None:
    """One person does each task once, on a new connection each. Raises WrongAnswer."""
    for task in tasks:
        wire = Wire(port)
        try:
            for request in task:
                _ask(wire, request)
        finally:
            wire.close()


def in_turn(a: tuple[int, Sequence[Task]], b: tuple[int, Sequence[Task]], turns: int) -> tuple[float, float]:
    """One person at two servers by turns; the milliseconds of a task at each, by the median of the quicker half.

    What else the machine does weighs on both alike, and least on the quicker half. Raises WrongAnswer.
    """
    sides = [(Wire(port), tasks, list[float]()) for port, tasks in (a, b)]
    for turn in range(turns):
        for wire, tasks, took in sides:
            began = time.perf_counter()
            for request in tasks[turn % len(tasks)]:
                _ask(wire, request)
            took.append((time.perf_counter() - began) * 1000)
    for wire, _tasks, _took in sides:
        wire.close()
    return _quicker(sides[0][2]), _quicker(sides[1][2])


def _quicker(took: Sequence[float]) -> float:
    return sorted(took)[len(took) // 4]


def _ask(wire: "Wire", request: Request) -> None:
    status, body = wire.ask(request.sent)
    if status != request.status:
        first = request.sent.split(b"\r\n", 1)[0].decode(errors="replace")
        raise WrongAnswer(f"{first}: {status} instead of {request.status}: {body[:300]!r}")


def _person(shared: _Shared, tasks: Sequence[Task]) -> None:
    wire = Wire(shared.port)
    try:
        while not shared.stop.is_set():
            for task in tasks:
                if shared.stop.is_set():
                    return
                began = time.perf_counter()
                for request in task:
                    _ask(wire, request)
                ended = time.perf_counter()
                shared.done.append((ended, ended - began))
    except (WrongAnswer, OSError, EOFError) as error:
        shared.faults.append(str(error) or "no answer")
        shared.stop.set()
    finally:
        wire.close()


class Wire:
    """One kept connection to the loopback server; as little work as an answer allows."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._socket: socket.socket | None = None

    def ask(self, sent: bytes) -> tuple[int, bytes]:
        """Send a request; status and body. Asked once more where the server has closed the kept connection."""
        if self._socket is not None:
            try:
                return self._ask(self._socket, sent)
            except (ConnectionError, EOFError):
                self.close()
        self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._ask(self._socket, sent)

    def _ask(self, place: socket.socket, sent: bytes) -> tuple[int, bytes]:
        place.sendall(sent)
        received = b""
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more(place)
        head = received[:end].lower()
        length = _length(head)
        parts, have = [received[end + 4 :]], len(received) - end - 4
        while have < length:
            parts.append(part := self._more(place))
            have += len(part)
        if b"connection: close" in head:
            self.close()
        return int(head[9:12]), b"".join(parts)

    def _more(self, place: socket.socket) -> bytes:
        part = place.recv(65536)
        if not part:
            raise EOFError
        return part

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _length(head: bytes) -> int:
    place = head.find(b"content-length:")
    return int(head[place + 15 :].split(b"\r\n", 1)[0]) if place >= 0 else 0
