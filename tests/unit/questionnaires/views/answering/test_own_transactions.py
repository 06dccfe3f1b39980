"""Answer pages without a transaction around the request: each statement says for whom it acts, and is kept alone."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from cohort.common import reach
from cohort.common.tokens import digest
from questionnaires.models.earlier import latest_answers
from questionnaires.models.visiting import follow
from tests.unit.questionnaires.answering import person
from tests.unit.questionnaires.views.answering.test_earlier_answers import BEFORE, SAID, handed_in, wave

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def as_the_web() -> Iterator[None]:
    """What a request is answered as: the role that reaches nothing by itself."""
    connection.cursor().execute("SET ROLE rygvej_app")
    try:
        yield
    finally:
        connection.cursor().execute("SET ROLE rygvej_worker")


def told() -> str:
    """What the connection still knows about who acts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT concat(current_setting('rygvej.participant', true), current_setting('rygvej.link', true))"
        )
        return str(cursor.fetchone()[0])


def test_answers_are_opened_begun_changed_and_kept() -> None:
    one = person()
    assert one.get("answer_page", "work").status_code == 200
    assert one.patch({"answers": {"hurts": 3}}).json()["faults"] == {}
    assert one.answers == {"hurts": 3}
    assert one.patch({"answers": {"hurts": 4}}).json()["newer"] == {}
    assert one.send("work", "works hurts", works="true", hurts="5").status_code == 302
    assert one.answers == {"works": True, "hurts": 5}
    assert 'value="5" checked' in one.get("answer_page", "work").content.decode()


def test_earlier_answers_are_found() -> None:
    one = person()
    handed_in(one.participant, "before", BEFORE)
    later = wave(one.participant, "after")
    assert SAID in later.page()


def test_nothing_of_a_reach_stays_with_the_connection_and_nobody_reaches_anothers() -> None:
    one, other = person(), person()
    one.patch({"answers": {"hurts": 3}})
    response = one.assignment.response_id
    sent = '{"hurts": {"value": 9, "step": {"at": "2999-01-01T00:00:00.000+00:00"}}}'
    merge = [response, sent, one.assignment.opens_at]
    with reach.of_nobody(), as_the_web():
        found = follow(digest(one.token))
        assert found is not None
        assert found[0].participant == one.participant
        assert told() == ""
    for who in (reach.of_nobody(), reach.of_participant(other.participant.pk)):
        with who, as_the_web():
            assert reach.ask("merge_answers", merge) is None
            assert latest_answers(one.participant.pk, ["hurts"]) == {}
            assert told() == ""
    assert one.answers == {"hurts": 3}
    with reach.of_participant(one.participant.pk), as_the_web():
        assert reach.ask("merge_answers", merge) is not None
    assert one.answers == {"hurts": 9}
