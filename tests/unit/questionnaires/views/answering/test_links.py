"""What links open, and what they never do (2.15)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from cohort.common import clock
from cohort.members.actions import links
from cohort.members.models import PersonalLink
from tests import factories
from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import Person

PAGES = ("open_questionnaire", "submit_answers", "show_pause")
NOT_TOKENS = ("x" * 43, "x" * 42, "x" * 44, "x" * 42 + "%00", "'" * 43, "æ" * 43, "x" * 10_000)


def everything() -> dict[str, list[object]]:
    """Every row of every table of the program."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name != "cache"]
        rows = {}
        for name in tables:
            cursor.execute(f'SELECT t::text FROM "{name}" t ORDER BY 1')  # noqa: S608 - names of our own tables
            rows[name] = cursor.fetchall()
    return rows


@pytest.mark.covers("S10")
def test_opening_links_changes_nothing(person: Person) -> None:
    person.token = person.answer_link()
    before = everything()
    for agent in ("scanner", "preview", "curl", "Outlook", "phone"):
        browser = Client(headers={"user-agent": agent})
        for name in PAGES * 3:
            browser.get(person.url(name))
            browser.head(person.url(name))
        browser.head(person.url("answer_page", "work"))
        browser.get(person.url("answer_page", "work"))
    assert everything() == before
    assert person.send("work", "hurts", hurts="7").status_code == 302
    assert person.answers == {"hurts": 7}


@pytest.mark.parametrize("token", NOT_TOKENS)
def test_an_unknown_or_mangled_token_is_not_found(person: Person, token: str) -> None:
    for path in (f"/q/{token}/", f"/q/{token}/back/", f"/q/{token}/submit/", f"/q/{token}/received/"):
        answer = person.client.get(path)
        assert answer.status_code == 404
        assert "Anne Test" in answer.content.decode()


def test_a_foreign_link_looks_like_an_unknown_one(person: Person) -> None:
    """A code for typing, a link about another participant's assignment: no hint that anybody exists."""
    other = answering.person()
    foreign = links.issue(
        participant=person.participant,
        purpose=PersonalLink.Purpose.ANSWER,
        about=str(other.assignment.uuid),
        expires_at=clock.now() + timedelta(days=1),
        by="system:test",
    )
    unknown = Client().get("/q/" + "x" * 43 + "/")
    found = Client().get(f"/q/{foreign}/")
    assert (found.status_code, found.content) == (unknown.status_code, unknown.content)


@pytest.mark.covers("S11")
def test_a_newer_link_ends_the_older_one(person: Person) -> None:
    first, second = person.answer_link(), person.answer_link()
    old = person.client.get(f"/q/{first}/")
    assert old.status_code == 410
    assert "Anne Test" in old.content.decode()
    assert person.client.get(f"/q/{second}/").status_code == 200


@pytest.mark.covers("S11")
def test_an_answer_link_opens_nothing_else(person: Person) -> None:
    token = person.answer_link()
    assert person.client.get(f"/l/{token}/").status_code == 404
    assert person.client.get(f"/l/{token}/consent/text/").status_code == 404
    assert person.client.post(f"/l/{token}/consent/").status_code == 404


def test_an_expired_link_says_what_to_do(person: Person) -> None:
    later = clock.now() + timedelta(days=29)
    with clock.use(lambda: later):
        answer = person.get("open_questionnaire")
    assert answer.status_code == 410


@pytest.mark.covers("R66")
def test_the_window_stays_open_for_two_weeks_and_ends_then(person: Person) -> None:
    person.token = person.answer_link()
    opened, closed = person.assignment.opens_at, person.assignment.closes_at
    assert closed - opened >= timedelta(days=14)
    for moment, status in ((closed - timedelta(seconds=1), 200), (closed, 410)):
        with clock.use(lambda moment=moment: moment):
            assert person.get("answer_page", "work").status_code == status
            assert person.patch({"answers": {"hurts": 3}}).status_code == status


@pytest.mark.covers("S12")
def test_after_submitting_the_link_shows_only_that(person: Person) -> None:
    person.patch({"answers": {"works": True, "job": "Tømrer"}})
    person.client.post(person.url("submit_answers"))
    received = person.get("show_received")
    assert received.status_code == 200
    for answer in (
        received,
        person.get("open_questionnaire"),
        person.get("answer_page", "job"),
        person.get("show_pause"),
    ):
        text = answer.content.decode()
        assert answer is received or answer.status_code == 410
        assert "Tømrer" not in text
        assert "Lyngsøe" not in text
        assert "test.example" not in text


def test_without_consent_there_is_nothing_to_answer(person: Person) -> None:
    undecided = answering.person(consents=False)
    assert undecided.get("open_questionnaire").status_code == 410
    factories.consenting(person.participant, questionnaires=False)
    assert person.get("answer_page", "work").status_code == 410
    assert person.patch({"answers": {"hurts": 1}}).status_code == 410


@pytest.mark.covers("S13")
def test_pages_are_private(person: Person) -> None:
    person_name, address = "Lyngsøe", person.participant.contact.email
    gone = person.answer_link()
    person.answer_link()
    for answer in (
        person.get("open_questionnaire"),
        person.get("answer_page", "work"),
        person.send("work", "hurts", hurts="no"),
        person.get("submit_answers"),
        person.get("show_pause"),
        person.patch({"answers": {}}),
        person.client.get(f"/q/{gone}/"),
        person.client.get("/q/" + "x" * 43 + "/"),
    ):
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        text = answer.content.decode()
        assert person_name not in text
        assert address not in text
        assert "http://" not in text.replace("http://www.w3.org", "")
        assert "https://" not in text
        assert "<script>" not in text
