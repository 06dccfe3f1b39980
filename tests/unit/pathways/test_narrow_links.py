"""Links are narrow capabilities, not sign-ins: S7 to S13 over every address that takes one, known to the resolver."""

import io
import logging
import random
import re
import string
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, get_resolver, reverse
from pypdf import PdfReader

from cohort.common import clock
from cohort.common.tokens import new_token
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from cohort.outbox.models import Message
from questionnaires.actions import load
from questionnaires.actions.diary import entries, keeping
from questionnaires.actions.diary.entries import Entry, Given
from questionnaires.models import Assignment
from recruitment.presenters import mail as enrolment
from tests.repository.test_public_views import views
from tests.unit.members import own
from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import Person

pytestmark = pytest.mark.django_db
START, ANSWER, CODE, OWN, DIARY, CHOICES = PersonalLink.Purpose
DIARY_CONTENT = Path("questionnaires/content/diary.yaml")
AGENTS = ("Mozilla/5.0", "Outlook-SafeLinks", "WhatsApp/2", "curl/8", "Googlebot/2.1")
UNCHANGED_BY_LOOKING = ("audit_",)  # who looked is written down


def addresses(token: str) -> dict[str, str]:
    """Every address of the program with a personal link's token in it, by name; the board's link is about nobody."""
    found = {}
    for name, _view in views(get_resolver()):
        if name == "questionnaires:review_draft":
            continue
        for more in ({}, {"page": "work"}):
            try:
                found[name] = reverse(name, kwargs={"token": token, **more})
            except NoReverseMatch:
                continue
    return found


def rows() -> dict[str, list[object]]:
    """Every row of every table, the audit's aside."""
    with connection.cursor() as cursor:
        tables = [
            name
            for name in connection.introspection.table_names(cursor)
            if name != "cache" and not name.startswith(UNCHANGED_BY_LOOKING)
        ]
        kept = {}
        for name in tables:
            cursor.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1')  # noqa: S608 - names of our own tables
            kept[name] = cursor.fetchall()
    return kept


@pytest.fixture
def person(db: None) -> Person:
    cache.clear()
    return answering.person()


def of(participant: Participant, purpose: PersonalLink.Purpose, assignment: Assignment) -> str:
    return links.issue(
        participant=participant,
        purpose=purpose,
        about={ANSWER: str(assignment.uuid), DIARY: "diary:test"}.get(purpose, "test"),
        expires_at=assignment.closes_at,
        by="system:test",
    )


def diary_link(person: Person) -> str:
    """To a diary that has been begun and written."""
    load.load(DIARY_CONTENT.read_text(), by="user:1")
    diary = keeping.begin(participant=person.participant, slug="diary")
    today = Entry(clock.today(), {"d_pain": Given(40)})
    entries.save(diary=diary, entry=today, language="da", mode="diary", now=clock.now())
    return of(person.participant, DIARY, person.assignment)


def test_the_addresses_with_a_token_are_found() -> None:
    assert len(addresses(new_token())) >= 10
    assert {urlsplit(path).path.split("/")[1] for path in addresses(new_token()).values()} == {
        "l",
        "q",
        "mine",
        "d",
        "c",
    }


@pytest.mark.covers("S7")
def test_an_address_holds_the_token_and_nothing_about_the_person() -> None:
    participant = own.someone()
    made = enrolment.compose(Message.objects.get(kind="enrolment", recipient=participant.actor))
    found = re.findall(r"http://\S+", made.text)
    assert len(found) == 2
    for address in found:
        assert re.fullmatch(r"/[a-z]+/[A-Za-z0-9_-]{43}/", urlsplit(address).path)
        assert urlsplit(address).query == ""


def shapes() -> Iterator[str]:
    """Ten thousand tokens that nobody was given: most of the right shape, the others of any."""
    dice = random.Random(20260514)
    for _number in range(9_000):
        yield new_token()
    odd = string.printable + "æøå€\x00\x1b\u202e\U0001f600'\"<>%{}"
    for number in range(1_000):
        length = (dice.randrange(1, 120), 43, 42, 44, 10_000)[number % 5]
        yield "".join(dice.choice(odd if number % 2 else string.ascii_letters) for _letter in range(length))


@pytest.mark.covers("S9")
def test_ten_thousand_tokens_that_nobody_was_given_open_nothing(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)  # ten thousand lines help nobody
    browser, told = Client(), []
    forms = [path.split("TOKEN") for path in (path.replace("T" * 43, "TOKEN") for path in addresses("T" * 43).values())]
    for number, token in enumerate(shapes()):
        before, after = forms[number % len(forms)]
        path = before + quote(token, safe="") + after
        status = browser.get(path).status_code
        if status not in (404, 405, 429):  # a sheet of paper takes a while to print: that door is limited for all
            told.append((status, path[:80]))
    assert not told


@pytest.mark.covers("S9")
def test_every_unknown_token_costs_the_same_statements(person: Person) -> None:
    def statements(path: str) -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            assert Client().get(path).status_code in (404, 405)
        return [re.sub(r"'[^']*'|\bs\d+_x\d+\b", "?", one["sql"]) for one in captured.captured_queries]

    own_link = of(person.participant, OWN, person.assignment)
    for name, path in addresses("T" * 43).items():
        first = statements(path)
        for token in (new_token(), "-" * 43, "_" * 43):
            assert statements(path.replace("T" * 43, token)) == first, name
    assert Client().get(f"/l/{own_link}/").content == Client().get(f"/l/{new_token()}/").content


@pytest.mark.covers("S10")
def test_looking_changes_nothing_whoever_looks(person: Person) -> None:
    tokens = {
        "l": person.token,
        "q": of(person.participant, ANSWER, person.assignment),
        "mine": of(person.participant, OWN, person.assignment),
        "c": of(person.participant, CHOICES, person.assignment),
        "d": diary_link(person),
    }
    paths = [path for token in tokens.values() for path in addresses(token).values()]
    before, looks = rows(), 0
    for agent in AGENTS:
        browser = Client(headers={"user-agent": agent})
        for path in paths:
            assert browser.get(path).status_code < 500
            assert browser.head(path).status_code < 500
            looks += 2
    assert looks >= 50
    assert rows() == before
    assert Client().post(f"/mine/{tokens['mine']}/").status_code in (200, 302)  # a person can still go on


@pytest.mark.covers("S10")
def test_no_form_is_taken_without_its_own_page(person: Person) -> None:
    strict = Client(enforce_csrf_checks=True)
    before = rows()
    for purpose in (START, ANSWER, OWN, CHOICES):
        token = of(person.participant, purpose, person.assignment) if purpose != START else person.token
        before = rows()
        for name, path in addresses(token).items():
            if path.startswith("/d/"):
                continue
            # The program's own pages save answers by PATCH, which no form of another site can send.
            sent = strict.patch(path) if name == "questionnaires:save_answer" else strict.post(path)
            assert sent.status_code == 403, name
    assert rows() == before
    token = diary_link(person)  # no cookie opens it: the browser itself says which site a form comes from
    before = rows()
    for path in (path for path in addresses(token).values() if path.startswith("/d/")):
        for said in (
            {},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
            {"origin": "https://x.example"},
        ):
            assert strict.post(path, headers=said).status_code in (403, 405), path
    assert rows() == before
    for path in ("/mine/find/", "/mine/code/", "/mine/leave/", "/mine/choices/", "/mine/contact/"):
        assert strict.post(path).status_code == 403


@pytest.mark.covers("S11")
@pytest.mark.parametrize(
    ("purpose", "opens"),
    [
        (START, {"l", "q", "mine", "c"}),
        (ANSWER, {"q", "mine", "c"}),
        (OWN, {"mine"}),
        (CHOICES, {"mine", "c"}),
        (CODE, set()),
        (DIARY, {"d"}),
    ],
)
def test_a_link_opens_what_it_is_for_and_nothing_else(
    person: Person, purpose: PersonalLink.Purpose, opens: set[str]
) -> None:
    token = diary_link(person) if purpose == DIARY else of(person.participant, purpose, person.assignment)
    for name, path in addresses(token).items():
        answers = [Client().get(path), Client().post(path)]
        if name == "questionnaires:save_answer":
            answers.append(Client().patch(path, {"answers": {}}, content_type="application/json"))
        if path.split("/")[1] not in opens:
            assert {one.status_code for one in answers} <= {404, 405}, name
        else:
            assert 404 not in {one.status_code for one in answers}, name


@pytest.mark.covers("S11")
@pytest.mark.parametrize("purpose", [START, ANSWER, OWN])
def test_sent_again_the_former_link_ends(person: Person, purpose: PersonalLink.Purpose) -> None:
    first = of(person.participant, purpose, person.assignment)
    second = of(person.participant, purpose, person.assignment)
    assert Client().get(f"/mine/{first}/").status_code == 410
    assert Client().get(f"/mine/{second}/").status_code == 200


def words(answer: HttpResponse) -> str:
    if answer.headers.get("Content-Type") != "application/pdf":
        return answer.content.decode()
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


@pytest.mark.covers("S12")
def test_answers_are_shown_while_their_own_form_is_open_and_never_after(person: Person) -> None:
    token = of(person.participant, ANSWER, person.assignment)
    person.patch({"answers": {"works": True, "job": "Tømrer", "where": "low"}})
    assert "Tømrer" in Client().get(f"/q/{token}/submit/").content.decode()
    Client().post(f"/q/{token}/submit/")
    for held in (
        token,
        person.token,
        of(person.participant, OWN, person.assignment),
        of(person.participant, CHOICES, person.assignment),
    ):
        for path in addresses(held).values():
            text = words(Client().get(path))
            assert "Tømrer" not in text
            assert "Lyngsøe" not in text
            assert "test.example" not in text
    assert "Vi har fået dine svar" in Client().get(f"/q/{token}/").content.decode()


def is_private(answer: HttpResponse) -> bool:
    text = answer.content.decode(errors="replace")  # a sheet to print is none
    third_party = re.findall(r"(?:src|href|action)=\"(?:https?:)?//[^\"]+", text)
    return (
        answer.headers.get("Referrer-Policy") == "no-referrer"
        and "no-store" in answer.headers.get("Cache-Control", "")
        and not third_party
    )


@pytest.mark.covers("S13")
def test_every_page_of_a_link_and_every_own_page_is_private(person: Person) -> None:
    revoked = of(person.participant, OWN, person.assignment)
    kept = of(person.participant, CHOICES, person.assignment)
    tokens = (person.token, of(person.participant, ANSWER, person.assignment), kept, revoked, new_token())
    of(person.participant, OWN, person.assignment)
    for path in [path for token in tokens for path in addresses(token).values()]:
        assert is_private(Client().get(path)), path
    browser = own.signed_in(own.someone(), own.SMS)
    for path in ("/mine/", "/mine/contact/", "/mine/find/", "/mine/code/"):
        for visitor in (browser, Client()):
            assert is_private(visitor.get(path)), path
    assert is_private(browser.post("/mine/leave/"))
