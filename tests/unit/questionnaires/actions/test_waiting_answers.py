"""Answers that waited in a browser: whatever the order they come in, what was given last stands."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohort.common import clock
from questionnaires.actions import answers
from questionnaires.engine.validation import AnswerFault
from questionnaires.models import Response
from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import Person


@pytest.fixture
def person(db: None) -> Person:
    return answering.person()


def save(person: Person, patch: dict[str, object], seconds_ago: float = 0, seconds: int | None = None) -> list[str]:
    """The items whose answer came too late."""
    now = clock.now()
    faults: list[AnswerFault] = answers.save(
        assignment=person.assignment,
        patch=patch,
        now=now,
        how=answers.Manner(
            "da",
            seconds={} if seconds is None else dict.fromkeys(patch, seconds),
            given=dict.fromkeys(patch, now - timedelta(seconds=seconds_ago)),
        ),
    )
    assert {fault.code for fault in faults} <= {answers.NEWER}
    return [fault.item_id for fault in faults]


def test_an_answer_that_waited_is_laid_over_nothing_newer(person: Person) -> None:
    assert save(person, {"hurts": 7, "days": 3}, seconds_ago=60) == []
    assert save(person, {"hurts": 2, "where": "low"}, seconds_ago=3600) == ["hurts"]
    assert person.answers == {"hurts": 7, "days": 3, "where": "low"}
    assert save(person, {"hurts": 5}, seconds_ago=30) == []
    assert person.answers["hurts"] == 5


def test_what_was_taken_away_does_not_come_back(person: Person) -> None:
    save(person, {"hurts": 7}, seconds_ago=60)
    save(person, {"hurts": None}, seconds_ago=30)
    assert save(person, {"hurts": 4}, seconds_ago=50) == ["hurts"]
    assert "hurts" not in person.answers
    assert save(person, {"hurts": 4}, seconds_ago=10) == []
    assert person.answers["hurts"] == 4


def test_the_same_answer_again_keeps_how_long_it_took(person: Person) -> None:
    """A page sent by its button repeats what it saved while it was answered."""
    save(person, {"hurts": 7}, seconds_ago=60, seconds=9)
    before = person.assignment.response.trail["hurts"]
    assert before["s"] == 9
    save(person, {"hurts": 7, "days": 2})
    after = person.assignment.response.trail["hurts"]
    assert after == before | {"at": after["at"]}
    assert after["at"] > before["at"]
    save(person, {"hurts": 6})
    assert "s" not in person.assignment.response.trail["hurts"]


def test_a_clock_that_goes_ahead_counts_as_now(person: Person) -> None:
    save(person, {"hurts": 7}, seconds_ago=-3600)
    assert save(person, {"hurts": 3}) == []
    assert person.answers["hurts"] == 3


MOMENTS = st.lists(
    st.tuples(st.integers(0, 5000), st.sampled_from(["hurts", "days"]), st.none() | st.integers(0, 10)),
    min_size=1,
    max_size=8,
    unique_by=lambda sent: sent[:2],
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sent=MOMENTS, order=st.randoms(use_true_random=False), twice=st.booleans())
def test_any_order_and_anything_twice_ends_alike(
    person: Person, sent: list[tuple[int, str, int | None]], order: random.Random, twice: bool
) -> None:
    start = datetime(2026, 3, 1, tzinfo=UTC)
    Response.objects.filter(pk=person.assignment.response_id).update(answers={}, trail={})
    expected: dict[str, int] = {}
    for _at, item, value in sorted(sent, key=lambda one: one[0]):
        expected = {key: kept for key, kept in (expected | {item: value}).items() if kept is not None}
    arriving = sent * (2 if twice else 1)
    order.shuffle(arriving)
    for at, item, value in arriving:
        answers.save(
            assignment=person.assignment,
            patch={item: value},
            now=clock.now(),
            how=answers.Manner("da", given={item: start + timedelta(milliseconds=at)}),
        )
    assert person.answers == expected
