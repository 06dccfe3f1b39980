"""Every door has a limit; who meets it reads how long to wait, and nobody waits for what others did."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_django
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import get_resolver, reverse

from cohort.common import clock
from cohort.config.web import doors, limits
from cohort.config.web.counters import Count, forget, seconds_to_wait
from cohort.config.web.doors import DOORS, WATCHED, Limit
from tests import factories
from tests.permissions.test_matrix import TABLE
from tests.repository.test_public_views import views
from tests.signing import sign_in

AT = datetime(2026, 5, 14, 8, tzinfo=UTC)
TAKING = {"POST", "PATCH", "PUT", "DELETE"}


class Hand:
    """A clock that is moved by hand."""

    at = AT

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def hand(db: None) -> Iterator[Hand]:
    cache.clear()
    moved = Hand()
    with clock.use(moved):
        yield moved


def unlisted(takes: set[str], listed: set[str]) -> set[str]:
    return takes - listed


def test_every_door_that_takes_something_has_a_line() -> None:
    takes = {row.name for row in TABLE if row.method in TAKING}
    assert unlisted(takes, set(DOORS)) == set(), "doors without a line in cohort/config/web/doors.py"
    known = {name for name, _ in views(get_resolver())}
    assert set(DOORS) | set(WATCHED) <= known, "lines without a door"
    idle = {name for name, rules in DOORS.items() if rules} - takes
    assert idle == set(), "doors that are only looked through are counted in WATCHED alone"


def test_a_participants_file_and_the_broker_are_not_asked_without_end() -> None:
    for name in ("exports:own_download", "members:begin_own_mitid", "members:finish_own_mitid"):
        assert limits.limits_of(name, "GET")


def test_a_door_without_a_line_is_found_and_limited_all_the_same() -> None:
    assert unlisted({"config:new_door"}, set(DOORS)) == {"config:new_door"}
    assert limits.limits_of("config:new_door", "POST") == doors.OTHERWISE
    assert limits.limits_of("config:new_door", "GET") == ()
    for method in TAKING:
        assert all(limits.limits_of(name, method) for name in [*DOORS, *WATCHED] if DOORS.get(name) != ())


def test_the_widest_circle_is_asked_first() -> None:
    """So that a flood of made-up links makes no counter for each of them."""
    for name, rules in (DOORS | WATCHED).items():
        circles = [rule.per for rule in rules]
        assert circles == sorted(circles), name  # address before link
        if "link" in circles:
            assert circles[0] == "address", name


@pytest.mark.django_db
def test_a_count_begins_anew_after_its_time() -> None:
    def visit(after: int) -> int:
        return seconds_to_wait(Count("test", 2, 60), now=AT + timedelta(seconds=after))

    assert [visit(0), visit(10), visit(20), visit(59)] == [0, 0, 40, 1]
    assert [visit(60), visit(61), visit(62)] == [0, 0, 58]


@pytest.mark.django_db
def test_behind_a_full_wide_circle_the_narrow_one_is_not_counted() -> None:
    wide, narrow, other = Count("wide", 3, 60), Count("narrow", 1, 90), Count("other", 1, 90)
    assert [seconds_to_wait(wide, narrow, now=AT) for _visit in range(2)] == [0, 90]
    assert seconds_to_wait(wide, other, now=AT) == 0
    assert seconds_to_wait(wide, Count("new", 1, 90), now=AT) == 60
    assert seconds_to_wait(Count("new", 1, 90), now=AT) == 0  # the first that was counted
    assert seconds_to_wait(narrow, now=AT + timedelta(seconds=90)) == 0


@pytest.mark.django_db
def test_counts_whose_time_is_over_are_forgotten() -> None:
    for key, seconds in (("short", 60), ("long", 3600)):
        assert seconds_to_wait(Count(key, 1, seconds), now=AT) == 0
    assert forget(now=AT + timedelta(minutes=2)) == 1
    assert forget(now=AT + timedelta(minutes=2)) == 0
    assert seconds_to_wait(Count("long", 1, 3600), now=AT + timedelta(minutes=2)) == 58 * 60


@pytest.mark.django_db
def test_a_flood_of_counters_leaves_the_one_that_counts() -> None:
    cache.set("limit:known", [1, 2, 3], 300)
    for number in range(400):
        cache.set(f"limit:{number}", [1], 300)
    assert cache.get("limit:known") == [1, 2, 3]


def test_a_page_says_how_long_and_that_nothing_is_lost(hand: Hand) -> None:
    client = Client(headers={"accept-language": "en"})
    amount = doors.GUESSABLE[0].amount
    answers = [client.post("/k/", {"code": "x"}) for _ in range(amount + 1)]
    assert [answer.status_code for answer in answers] == [422] * amount + [429]
    assert answers[-1]["Retry-After"] == "60"
    text = answers[-1].content.decode()
    assert "In a minute it works again" in text
    assert "Nothing that was saved is lost" in text
    hand.at += timedelta(seconds=60)
    assert client.post("/k/", {"code": "x"}).status_code == 422


def test_a_longer_wait_is_told_in_minutes(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DOORS, "recruitment:type_code", (Limit(1, 3600, "address"),))
    client = Client(headers={"accept-language": "en"})
    client.post("/k/")
    hand.at += timedelta(minutes=20, seconds=1)
    answer = client.post("/k/")
    assert answer["Retry-After"] == "2399"
    assert "In 40 minutes it works again" in answer.content.decode()


def test_a_script_reads_the_same_as_json(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DOORS, "questionnaires:save_answer", (Limit(1, 60, "link"),))
    address = reverse("questionnaires:save_answer", args=["a" * 43])
    client = Client()
    assert client.patch(address, {}, content_type="application/json").status_code == 404
    answer = client.patch(address, {}, content_type="application/json")
    assert (answer.status_code, answer.json()) == (429, {"reason": "too_many", "seconds": 60})
    other = reverse("questionnaires:save_answer", args=["b" * 43])
    assert client.patch(other, {}, content_type="application/json").status_code == 404


def test_colleagues_at_one_address_do_not_wait_for_each_other(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DOORS, "recruitment:enrol_participant", (Limit(1, 60, "user"),))
    practice = factories.practice()
    first, second = (sign_in(Client(), factories.staff(of=practice)) for _ in range(2))
    address = reverse("recruitment:enrol_participant")
    assert [first.post(address).status_code for _ in range(2)] == [422, 429]
    assert second.post(address).status_code == 422


def test_the_state_of_a_release_is_asked_for_within_limits(hand: Hand) -> None:
    researcher = sign_in(Client(), factories.staff("researcher"))
    address = reverse("exports:show_status", args=[1])
    amount = doors.WORKING[0].amount
    statuses = [researcher.get(address).status_code for _ in range(amount + 1)]
    assert statuses == [404] * amount + [429]
    assert researcher.get(address).json()["reason"] == "too_many"


def test_looking_is_free(hand: Hand) -> None:
    client = Client()
    for _ in range(100):
        assert client.get("/k/").status_code == 200


def test_what_somebody_claims_about_their_address_starts_no_new_count(
    hand: Hand, settings: pytest_django.Settings
) -> None:
    amount = doors.GUESSABLE[0].amount
    for number in range(amount):
        Client(headers={"X-Forwarded-For": f"10.0.0.{number}"}).post("/k/")
    assert Client(headers={"X-Forwarded-For": "10.1.2.3"}).post("/k/").status_code == 429
    assert Client(REMOTE_ADDR="10.9.9.9").post("/k/").status_code == 422


def test_a_counter_keeps_neither_address_nor_link(hand: Hand) -> None:
    Client(REMOTE_ADDR="10.9.9.9").patch(
        reverse("questionnaires:save_answer", args=["a" * 43]), {}, content_type="application/json"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache WHERE cache_key LIKE 'door:%'")
        keys = [key for (key,) in cursor.fetchall()]
    assert len(keys) == 2
    assert not any("10.9.9.9" in key or "a" * 43 in key for key in keys)
    assert all(len(key) < 255 for key in keys)
