"""`python -m benchmarks.guessing [tries]`: does the time of an answer tell whether an address is known?

Tries wrong passwords and forgotten ones at known and unknown addresses in turn, each address once and each try from
another place, so that no limit is met. Prints the medians and how far apart they are; code 1 where it is 10 ms or more.
"""

import statistics
import sys
import time
from urllib.parse import urlencode

from benchmarks import ground
from benchmarks.asking import FORM, SECRET
from benchmarks.guessing.accounts import DOMAIN
from benchmarks.load import Wire
from cohort.config.local import postgres

DATABASE = "bench_guessing"
TRIES = 200
MOST_MS = 10.0
DOORS = {
    "sign in": ("/accounts/login/", "login", {"password": "a wrong password"}, 200),
    "new password": ("/accounts/password/reset/", "email", {}, 302),
}


def main() -> int:
    tries = int(sys.argv[1]) if len(sys.argv) > 1 else TRIES
    place = ground.start()
    with place.ending:
        place.place.drop(DATABASE)
        place.place.make(DATABASE)
        place.ending.callback(place.place.drop, DATABASE)
        place.run(["manage.py", "set_up"], place.env(place.url(DATABASE, postgres.OWNER)))
        superuser = place.env(place.url(DATABASE, postgres.SUPERUSER))
        place.run(["-m", "benchmarks.guessing.accounts", str(tries)], superuser)
        web = place.web("guessing", place.url(DATABASE))
        differences = [_compared(web.port, door, tries) for door in DOORS]
    return int(max(differences) >= MOST_MS)


def _compared(port: int, door: str, tries: int) -> float:
    """The median difference in ms of two tries right after each other: what else the machine does weighs on both."""
    path, field, rest, status = DOORS[door]
    took: dict[str, list[float]] = {"known": [], "unknown": []}
    for number in range(tries):
        for kind in ("known", "unknown") if number % 2 else ("unknown", "known"):
            form = {field: f"{kind}{number}@{DOMAIN}"} | rest
            whence = f"10.{kind == 'known':d}.{number >> 8}.{number & 255}"
            took[kind].append(_asked(port, path, whence, form, status))
    known, unknown = (statistics.median(took[kind]) for kind in ("known", "unknown"))
    apart = abs(statistics.median(one - other for one, other in zip(took["known"], took["unknown"], strict=True)))
    print(f"{door:<13} known {known:7.2f} ms   unknown {unknown:7.2f} ms   apart {apart:5.2f} ms", flush=True)
    return apart


def _asked(port: int, path: str, place: str, form: dict[str, str], status: int) -> float:
    """Milliseconds until the whole answer is there. Raises RuntimeError for another status."""
    body = urlencode({"csrfmiddlewaretoken": SECRET} | form).encode()
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"X-Forwarded-For: {place}",
        f"Cookie: csrftoken={SECRET}",
        f"Content-Type: {FORM}",
        f"Content-Length: {len(body)}",
    ]
    wire = Wire(port)
    try:
        began = time.perf_counter()
        answered, content = wire.ask("\r\n".join([*lines, "", ""]).encode() + body)
        ended = time.perf_counter()
    finally:
        wire.close()
    if answered != status:
        raise RuntimeError(f"{path}: {answered} instead of {status}: {content[:200]!r}")
    return (ended - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
