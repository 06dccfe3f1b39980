"""After a life in the program, nobody finds the person: not in a dump, not on the disks, not in logs, not in Redis."""

import subprocess
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from http.cookiejar import Cookie
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.config.local import postgres
from cohort.exports.actions import request as releases
from cohort.exports.models import Release
from cohort.members.models import Participant, Scope
from cohort.outbox.models import Message
from pathways.actions import summaries
from pathways.models import Summary
from tests import factories
from tests.flows import outage
from tests.flows.at_rest import searching
from tests.flows.browsing import Browser
from tests.plugins.stack import Stack
from tests.signing import sign_in, sign_in_own

pytestmark = pytest.mark.drill

ENROL = "/practice/enrol/"
CLEAR = "Klarkanariehuset"  # a practice's name is no secret: where rows lie, it must be found
TYPED = {
    "name": "Kanariane Prøve Østergård",
    "born": "210127-0087",  # the test identity of a public manual
    "reach": "canary-7f3@patient.example",
    "second": "29 38 47 56",
    "language": "da",
}
PERSON = (
    *("Kanariane", "Østergård", "canary-7f3", "29384756", "29 38 47 56"),
    *("2101270087", "210127-0087", "210127 0087", "1927-01-21", "21-01-1927", "21.01.1927", "21. januar 1927"),
)
ANSWER = "varme hænder fra naboen"


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    for at, way in enumerate(sorted(searching.disguises("Lærkevænget 7"))):
        (tmp_path / f"{at}").write_bytes(b"x" + way + b"x")
    (tmp_path / "upper").write_text("CANARY-7F3")
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.csv", "Kanariane;1")
    found = searching.found(["Lærkevænget 7", *PERSON], searching.files(tmp_path))
    assert len(found["Lærkevænget 7"]) == len(searching.disguises("Lærkevænget 7"))
    assert found["canary-7f3"] == ["upper"]
    assert found["Kanariane"] == ["z.zip/inside.csv"]
    assert set(found) == {"Lærkevænget 7", "canary-7f3", "Kanariane"}


@pytest.mark.covers("S22", "S23")
def test_a_life_in_the_program_leaves_no_name_behind(stack_with_postgres: Stack) -> None:
    stack = stack_with_postgres
    doctor = factories.staff(of=factories.practice(CLEAR))
    stack.start("web", "worker", "beat")
    participant, token = lived(stack, doctor)
    looked_up(stack, participant)

    places = {
        "dump": [("dump", dump(stack))],
        "database": list(searching.files(server(stack).data)),
        "server log": [("postgres.log", server(stack).log.read_bytes())],
        "logs": [(name, process.log.read_bytes()) for name, process in stack.processes.items()],
        "files": list(searching.files(stack.files)),
        "redis": [*searching.files(stack.valkey.folder), *redis(stack)],
        "sessions": list(sessions()),
    }
    hits = {place: searching.found(PERSON, content) for place, content in places.items()}
    assert hits == {place: {} for place in places}

    secrets = [token, ANSWER, settings.SECRET_KEY, *settings.FIELD_KEYS, *settings.LOOKUP_KEYS]
    assert searching.found(secrets, places["logs"]) == {}
    assert searching.found([token], places["dump"]) == {}

    # The same search finds what may be there, in every place that has been written to.
    number = participant.study_number
    assert searching.found([CLEAR, ANSWER, number], places["dump"]).keys() == {CLEAR, ANSWER, number}
    in_clear = searching.found([CLEAR], places["database"])[CLEAR]
    assert any(name.startswith("base/") for name in in_clear), "a table"
    assert any(name.startswith("pg_wal/") for name in in_clear), "the write-ahead log"
    assert "web" in searching.found([number], places["logs"])[number]
    assert searching.found(["pathways.print_summaries"], places["logs"])
    assert searching.found(["pathways.print_summaries"], places["redis"])
    assert searching.found(["_auth_user_id"], places["sessions"])
    assert places["server log"][0][1], "the server has said something"


def lived(stack: Stack, doctor: User) -> tuple[Participant, str]:
    """Enrolled on the page, with slips; written to; answered; printed; released; and a letter that waits.

    The participant, and the token of their link.
    """
    practice = signed_in(stack, doctor)
    assert practice.open(f"{ENROL}?cpr=210127-0087&q=2101270087").status == 200  # nobody should, somebody will
    assert practice.send_form(ENROL, TYPED | {"born": "31-02-1927"}, on=ENROL).status == 422
    assert practice.send_form(ENROL, TYPED | {"born": "310299-5000"}, on=ENROL).status == 422
    invited = practice.send_form(ENROL, TYPED, on=ENROL)
    assert (invited.status, "Kanariane" in invited.text) == (200, True)
    assert practice.send_form(ENROL, TYPED | {"reach": TYPED["second"], "second": ""}, on=ENROL).status == 422, (
        "takes part already"
    )
    participant = Participant.objects.get()
    assert participant.contact.cpr == "2101270087"
    assert practice.open(f"/participants/{participant.study_number}/").status == 200

    stack.wait(lambda: stack.mail.to(TYPED["reach"]), "the invitation")
    start = outage.link(stack.mail.to(TYPED["reach"])[0]).split("/", 3)[3].join(["/", ""])
    patient = Browser(stack.address)
    page = patient.send_form(f"{start}consent/", {"text": "1"} | dict.fromkeys(Scope.values, "yes"), on=start)
    answers = {"pain_back_nrs": 4, "pain_easers": ["other"], "pain_easers_text": ANSWER}
    saved = patient.autosave(f"{page.path}answers/", answers, on=f"{page.path}submit/")
    assert saved.status == 200, saved.text
    assert patient.send_form(f"{page.path}submit/", {}, on=f"{page.path}submit/").status == 200

    known = Participant.objects.select_related("practice", "contact").get()
    summaries.request(participant=known, audience=Summary.Audience.CLINICIAN, language="da", by=doctor)
    stack.wait(lambda: Summary.objects.filter(state="ready").exists(), "the summary")
    release = releases.request(reason="The whole way", by=factories.staff(Role.RESEARCHER))
    stack.wait(lambda: Release.objects.get(pk=release.pk).state == Release.State.READY, "the release")

    assert searching.found([*PERSON, "pain_back_nrs"], searching.files(stack.files)).keys() == {"pain_back_nrs"}

    stack.mail.refusal = "451 later"  # the next letter is written, and waits as it is
    stack.later(timedelta(days=14, hours=12))
    stack.wait(lambda: Message.objects.unsent().exclude(sealed="").exists(), "a letter that waits")
    return participant, start.split("/")[2]


def looked_up(stack: Stack, participant: Participant) -> None:
    """Found again by each way there is: by the person, who reads, corrects and fetches; by office and interviewer."""
    anybody = Browser(stack.address)
    for address in (TYPED["reach"], TYPED["second"], "nobody-canary-7f3@patient.example"):
        asked = anybody.send_form("/mine/find/", {"birth_date": "21-01-1927", "address": address}, on="/mine/find/")
        assert asked.status == 200, asked.text
    own = carrying(stack, sign_in_own(Client(), participant))
    corrected = {"name": TYPED["name"], "email": TYPED["reach"], "mobile": TYPED["second"]}
    assert "Kanariane" in own.open("/mine/contact/").text
    assert own.send_form("/mine/contact/", corrected, on="/mine/contact/").status == 200
    assert own.open("/mine/").status == own.open("/mine/data/").status == 200
    card = f"/office/{participant.study_number}/"
    for role in (Role.STUDY_OFFICE, Role.INTERVIEWER):
        staff = carrying(stack, sign_in(Client(), factories.staff(role)))
        for how in ({"cpr": TYPED["born"]}, {"address": TYPED["reach"], "birth_date": "21-01-1927"}):
            assert staff.send_form("/office/", how, on="/office/").path == card
        assert "Kanariane" in staff.send_form(card, {"purpose": "question"}, on=card).text
        assert staff.send_form("/office/", {"cpr": "210127-0086"}, on="/office/").status == 422


def signed_in(stack: Stack, doctor: User) -> Browser:
    """A browser with the doctor's session: signing in has tests of its own."""
    return carrying(stack, sign_in(Client(), doctor))


def carrying(stack: Stack, client: Client) -> Browser:
    """A browser with that client's session."""
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    browser = Browser(stack.address)
    where: dict[str, Any] = {"domain": "127.0.0.1", "domain_specified": True, "domain_initial_dot": False}
    what: dict[str, Any] = {"path": "/", "path_specified": True, "port": None, "port_specified": False}
    rest: dict[str, Any] = {"secure": False, "expires": None, "discard": True, "comment": None, "comment_url": None}
    browser.cookies.set_cookie(Cookie(0, settings.SESSION_COOKIE_NAME, session, **where, **what, **rest, rest={}))
    return browser


def server(stack: Stack) -> postgres.LocalPostgres:
    assert stack._postgres is not None
    return stack._postgres


def dump(stack: Stack) -> bytes:
    """What a superuser's pg_dump writes, as plain text; and everything stands in the tables' files afterwards."""
    with server(stack).connect(database=postgres.DATABASE) as connection:
        connection.execute("CHECKPOINT")
    where = ["--host", str(server(stack).socket), "--port", str(postgres.PORT), "--username", postgres.SUPERUSER]
    done = subprocess.run(
        [postgres._programs() / "bin" / "pg_dump", *where, postgres.DATABASE], capture_output=True, check=True
    )
    return done.stdout


def redis(stack: Stack) -> Iterator[tuple[str, bytes]]:
    """Every key with its value, as the server itself writes them down."""
    client = stack.valkey.client()
    for key in client.scan_iter():
        yield f"key {key!r}", key + (client.dump(key) or b"")
    client.close()


def sessions() -> Iterator[tuple[str, bytes]]:
    """What is in the sessions: signed and packed, but sealed for nobody who can read the table."""
    for session in Session.objects.all():
        yield "session", str(SessionStore().decode(session.session_data)).encode()
