"""The code by the other channel: what it opens, for whom, how often and how long."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.config.couriers import COURIERS
from cohort.members.models import PersonalLink, SignInCode
from cohort.outbox.letters import SMS_LENGTH
from cohort.outbox.models import Message
from tests import factories
from tests.letters import telling
from tests.signing import sign_in
from tests.unit.members import own
from tests.unit.members.own import AT_GATEWAY, EMAIL, SCREEN, SMS, ask, letter, link, someone

pytestmark = pytest.mark.django_db


def at(moment: datetime) -> AbstractContextManager[None]:
    return clock.use(lambda: moment)


@pytest.fixture(autouse=True)
def no_limits_reached(db: None) -> None:
    cache.clear()


@pytest.mark.parametrize(
    ("came_by", "goes_to"), [(EMAIL, AT_GATEWAY), (SMS, "grethe@test.example"), (SCREEN, AT_GATEWAY)]
)
def test_a_code_goes_another_way_than_the_link_did(came_by: PersonalLink.Channel, goes_to: str) -> None:
    browser = Client()
    ask(browser, link(someone(), came_by))
    assert letter("own_code")[1].to == goes_to


@pytest.mark.parametrize("details", [{"mobile": ""}, {"email": ""}])
def test_without_another_way_the_page_says_whom_to_call(details: dict[str, str]) -> None:
    came_by = EMAIL if "mobile" in details else SMS
    token = link(someone(**details), came_by)
    for answer in (Client().get(f"/mine/{token}/"), Client().post(f"/mine/{token}/")):
        text = answer.content.decode()
        assert answer.status_code == 200
        assert "12 34 56 78" in text
        assert "Anne Test" in text
        assert '<button class="button"' not in text
    assert not Message.objects.filter(kind="own_code").exists()


def test_without_a_gateway_a_mobile_is_no_way(settings: LazySettings) -> None:
    settings.SMS_MAIL_DOMAIN = ""
    Client().post(f"/mine/{link(someone())}/")
    assert not SignInCode.objects.exists()


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("came_by", [EMAIL, SMS])
def test_the_letter_is_short_and_gives_nothing_away(language: str, came_by: PersonalLink.Channel) -> None:
    ask(Client(), link(someone(language=language), came_by))
    made = letter("own_code")[1]
    assert telling(made.sender, made.subject, made.text) == []
    assert "http" not in made.text
    assert len(made.text) <= SMS_LENGTH or came_by == SMS
    assert "Lyngsøe" not in made.text


def test_the_code_stands_nowhere_but_in_its_letter() -> None:
    digits = ask(Client(), link(someone()))
    with connection.cursor() as cursor:
        for table in ("members_signincode", "outbox_message", "audit_entry", "django_session"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")  # noqa: S608 - names of our own tables
            assert digits not in (cursor.fetchone()[0] or "")


def test_a_right_code_opens_the_page_once() -> None:
    browser, other = Client(), Client()
    token = link(someone())
    digits = ask(browser, token)
    assert browser.post("/mine/code/", {"code": f" {digits[:3]} {digits[3:]} "}).headers["Location"] == "/mine/"
    assert browser.get("/mine/").status_code == 200
    other.post(f"/mine/{token}/")
    assert other.post("/mine/code/", {"code": digits}).status_code != 302


def test_a_code_works_only_in_the_browser_that_asked() -> None:
    digits = ask(Client(), link(someone()))
    stranger = Client()
    assert stranger.post("/mine/code/", {"code": digits}).headers["Location"] == "/mine/find/"
    assert stranger.get("/mine/").headers["Location"] == "/mine/find/"


def test_a_newer_code_ends_the_older_one() -> None:
    browser, participant = Client(), someone()
    token = link(participant)
    first = ask(browser, token)
    ask(Client(), token)
    assert 'name="code"' not in browser.post("/mine/code/", {"code": first}).content.decode()
    assert browser.get("/mine/").status_code == 302
    assert SignInCode.objects.usable(clock.now()).count() == 1


def test_the_fifth_wrong_try_is_the_last() -> None:
    browser = Client()
    digits = ask(browser, link(someone()))
    wrong = f"{(int(digits) + 1) % 1_000_000:06d}"
    statuses = [browser.post("/mine/code/", {"code": wrong}).status_code for _ in range(5)]
    assert statuses == [422, 422, 422, 422, 200]
    assert browser.post("/mine/code/", {"code": digits}).status_code == 200
    assert browser.get("/mine/").status_code == 302
    assert Entry.objects.filter(action="own_code.refused").count() == 5


@pytest.mark.parametrize("typed", ["", "x", "æ" * 50, "\x00" * 6, "1" * 10_000, "'; --"])
def test_anything_else_is_a_wrong_code(typed: str) -> None:
    browser = Client()
    ask(browser, link(someone()))
    assert browser.post("/mine/code/", {"code": typed}).status_code == 422


def test_a_code_that_was_not_sent_yet_opens_nothing() -> None:
    browser = Client()
    browser.post(f"/mine/{link(someone())}/")
    for typed in ("", "000000"):
        assert browser.post("/mine/code/", {"code": typed}).status_code == 422


def test_after_ten_minutes_it_is_over() -> None:
    browser = Client()
    digits = ask(browser, link(someone()))
    later = clock.now() + timedelta(minutes=10)
    with clock.use(lambda: later):
        browser.post("/mine/code/", {"code": digits})
        assert browser.get("/mine/").status_code == 302
        message = Message.objects.get(kind="own_code")
        assert COURIERS["own_code"].wanted(message) == "unknown_code"


def test_the_sixth_code_within_an_hour_is_refused_in_words() -> None:
    token, browser = link(someone()), Client()
    for number in range(5):
        assert Client(REMOTE_ADDR=f"10.0.0.{number}").post(f"/mine/{token}/").status_code == 302
    cache.clear()
    refused = browser.post(f"/mine/{token}/")
    assert refused.status_code == 429
    assert "Anne Test" in refused.content.decode()
    assert SignInCode.objects.count() == 5


def test_asking_and_opening_are_audited() -> None:
    participant = someone()
    own.signed_in(participant)
    acts = Entry.objects.filter(subject=participant.actor, action__startswith="own_").values_list("action", "actor")
    assert list(acts.order_by("pk")) == [
        ("own_code.asked_for", participant.actor),
        ("own_page.opened", participant.actor),
    ]


class TestTheSession:
    def test_a_quarter_of_an_hour_without_a_page_ends_it(self) -> None:
        browser, begun = own.signed_in(someone()), clock.now()
        for minutes, status in ((14, 200), (28, 200), (43, 302), (44, 302)):
            with at(begun + timedelta(minutes=minutes)):
                assert browser.get("/mine/").status_code == status

    def test_two_hours_end_it(self) -> None:
        browser, begun = own.signed_in(someone()), clock.now()
        for minutes in range(10, 120, 10):
            with at(begun + timedelta(minutes=minutes)):
                assert browser.get("/mine/").status_code == 200
        with clock.use(lambda: begun + timedelta(hours=2)):
            assert browser.get("/mine/").status_code == 302

    def test_its_key_is_a_new_one(self) -> None:
        browser = Client()
        digits = ask(browser, link(someone()))
        before = browser.session.session_key
        browser.post("/mine/code/", {"code": digits})
        assert browser.session.session_key not in (None, before)
        assert "own_code" not in browser.session

    def test_signing_out_ends_it(self) -> None:
        browser = own.signed_in(someone())
        assert browser.get("/mine/leave/").status_code == 405
        assert browser.post("/mine/leave/").status_code == 200
        assert browser.get("/mine/").status_code == 302

    def test_signing_in_ends_a_staff_session(self) -> None:
        participant, browser = someone(), Client()
        sign_in(browser, factories.staff(of=participant.practice))
        assert browser.get("/practice/").status_code == 200
        browser.post("/mine/code/", {"code": ask(browser, link(participant))})
        assert browser.get("/mine/").status_code == 200
        assert browser.get("/practice/").status_code == 302

    def test_staff_who_sign_in_end_it(self) -> None:
        participant = someone()
        browser = own.signed_in(participant)
        sign_in(browser, factories.staff(of=participant.practice))
        assert browser.get("/mine/").status_code == 302
        browser.post("/accounts/logout/")
        assert browser.get("/mine/").status_code == 302

    def test_it_opens_no_page_of_staff(self) -> None:
        participant = someone()
        browser = own.signed_in(participant)
        for path in ("/practice/", f"/participants/{participant.study_number}/", "/staff/"):
            assert browser.get(path).status_code == 302
