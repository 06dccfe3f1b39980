"""The requests of the bench, ready to be sent: whose they are decides the cookie, the address and the link."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from benchmarks.load import Request, Task

SECRET = "BenchBenchBenchBenchBenchBench00"  # 32 letters and digits, as Django's own tokens
FORM = "application/x-www-form-urlencoded"


class Cast:
    """What benchmarks.cast wrote down, as tasks for the load generator."""

    def __init__(self, file: Path) -> None:
        written: dict[str, Any] = json.loads(file.read_text())
        self.clinicians: list[dict[str, Any]] = written["clinicians"]
        self.patients: list[str] = written["patients"]
        self.page: dict[str, Any] = written["page"]
        if not self.clinicians or not self.patients:
            raise ValueError("nobody in the seeded database can sign in or answer")

    def participant_pages(self) -> list[Task]:
        """Each clinician opens the pages of their own participants, one clinician after the other."""
        return [
            [_get(f"/participants/{number}/", person, cookies={"sessionid": clinician["session"]})]
            for place in range(max(len(one["participants"]) for one in self.clinicians))
            for person, clinician in enumerate(self.clinicians)
            for number in clinician["participants"][place : place + 1]
        ]

    def lists(self) -> list[Task]:
        return [
            [_get("/practice/patients/", person, cookies={"sessionid": clinician["session"]})]
            for person, clinician in enumerate(self.clinicians)
        ]

    def openings(self) -> list[Task]:
        return [[self.open(person)] for person in range(len(self.patients))]

    def sendings(self) -> list[Task]:
        return [[self.send(person)] for person in range(len(self.patients))]

    def visits(self) -> list[Task]:
        """Open the page and send it: what one person does for one page of a questionnaire."""
        return [[self.open(person), self.send(person)] for person in range(len(self.patients))]

    def autosaves(self) -> list[Task]:
        body = json.dumps({"answers": self.page["autosave"], "seconds": dict.fromkeys(self.page["autosave"], 4)})
        return [[_patch(f"/q/{token}/answers/", person, body)] for person, token in enumerate(self.patients)]

    def open(self, person: int) -> Request:
        return _get(self._path(person), person)

    def send(self, person: int) -> Request:
        return _post(self._path(person), person, self.form())

    def form(self) -> list[tuple[str, str]]:
        """Fields of the page's form, all questions answered."""
        fields = [("shown", item) for item in self.page["shown"]]
        for name, value in self.page["fields"]:
            fields += [(name, str(one)) for one in (value if isinstance(value, list) else [value])]
        return [*fields, ("go", "next")]

    def _path(self, person: int) -> str:
        return f"/q/{self.patients[person]}/{self.page['key']}/"


def floor_visits(form: Sequence[tuple[str, str]], people: int) -> list[Task]:
    return [[_get("/page/", person), _post("/page/", person, form)] for person in range(people)]


def floor_autosaves(answers: Mapping[str, object], people: int) -> list[Task]:
    body = json.dumps({"answers": answers, "seconds": dict.fromkeys(answers, 4)})
    return [[_patch(f"/answers/{person + 1}/", person, body)] for person in range(people)]


def enrolments(clinicians: Sequence[Mapping[str, Any]], numbers: Iterable[int]) -> list[Task]:
    """One person each, born on the same day, with an address of their own; the clinicians take turns."""
    tasks: list[Task] = []
    for place, number in enumerate(numbers):
        clinician = clinicians[place % len(clinicians)]
        cookies = {"sessionid": clinician["session"]}
        tasks.append([_post("/practice/enrol/", number, _person(number), cookies=cookies)])
    return tasks


def floor_enrolments(numbers: Iterable[int]) -> list[Task]:
    return [[_post("/enrol/", number, _person(number))] for number in numbers]


def page_of(path: str, person: int, session: str) -> Request:
    return _get(path, person, cookies={"sessionid": session})


def _person(number: int) -> list[tuple[str, str]]:
    return [
        ("name", "Bente Prøve"),
        ("born", "14-05-1958"),
        ("reach", f"proeve{number}@bench.example"),
        ("language", "da"),
    ]


def _get(path: str, person: int, *, cookies: Mapping[str, str] | None = None) -> Request:
    return _request("GET", path, person, cookies or {}, {}, b"", 200)


def _post(
    path: str, person: int, fields: Sequence[tuple[str, str]], *, cookies: Mapping[str, str] | None = None
) -> Request:
    body = urlencode([("csrfmiddlewaretoken", SECRET), *fields]).encode()
    return _request("POST", path, person, cookies or {}, {"Content-Type": FORM}, body, 302)


def _patch(path: str, person: int, body: str) -> Request:
    headers = {"Content-Type": "application/json", "X-CSRFToken": SECRET}
    return _request("PATCH", path, person, {}, headers, body.encode(), 200)


def _request(
    method: str,
    path: str,
    person: int,
    cookies: Mapping[str, str],
    headers: Mapping[str, str],
    body: bytes,
    status: int,
) -> Request:
    kept = "; ".join(f"{name}={value}" for name, value in {"csrftoken": SECRET, **cookies}.items())
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"X-Forwarded-For: 10.{person >> 16 & 255}.{person >> 8 & 255}.{person & 255}",
        f"Cookie: {kept}",
        *(f"{name}: {value}" for name, value in headers.items()),
        f"Content-Length: {len(body)}",
    ]
    return Request("\r\n".join([*lines, "", ""]).encode() + body, status)
